/** Whether a name says that a call changes tags: `TagResource`, `PutBucketTagging`, `AddTagsToResource`. */
export function tagsByName(name: string): boolean {
  return (
    /^(?:Batch)?(?:Tag|Untag|UnTag)(?=[A-Z]|$)|(?:Tags?|Tagging)(?:To|From|For|$)/.test(name) &&
    !/^(?:Batch)?(?:Get|List|Describe|Search)(?=[A-Z])/.test(name)
  );
}

/**
 * Whether a name says that a call changes who may use a resource. AWS's level for some of these is a mere write, so this
 * can make an event worse, never better.
 */
export function permissionsByName(name: string): boolean {
  return /^(?:Put|Delete)ResourcePolicy$/.test(name);
}

/** Services whose actions have another prefix in IAM than the first part of `eventSource`. */
const sources: Readonly<Record<string, string>> = { cloudwatch: 'monitoring', tag: 'tagging' };

/** The first part of `eventSource`, by the prefix of a service's actions in IAM. */
export function sourceOfIamService(prefix: string): string {
  return Object.hasOwn(sources, prefix) ? (sources[prefix] ?? prefix) : prefix;
}
