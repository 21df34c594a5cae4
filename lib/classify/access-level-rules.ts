/** Whether a name says that a call changes tags: `TagResource`, `PutBucketTagging`, `AddTagsToResource`. */
export function tagsByName(name: string): boolean {
  return (
    /^(?:Batch)?(?:Tag|Untag|UnTag)(?=[A-Z]|$)|(?:Tags?|Tagging)(?:To|From|For|$)/.test(name) &&
    !/^(?:Batch)?(?:Get|List|Describe|Search)(?=[A-Z])/.test(name)
  );
}

/** Services whose actions have another prefix in IAM than the first part of `eventSource`. */
const sources: Readonly<Record<string, string>> = { cloudwatch: 'monitoring', tag: 'tagging' };

/** The first part of `eventSource`, by the prefix of a service's actions in IAM. */
export function sourceOfIamService(prefix: string): string {
  return Object.hasOwn(sources, prefix) ? (sources[prefix] ?? prefix) : prefix;
}
