// What the rules look for: resources/root-use-pattern.yml, and with `reads: off` the same without what root only reads.
module.exports = async ({ resolveVariable }) => {
  const pattern = await resolveVariable('file(resources/root-use-pattern.yml)');
  if ((await resolveVariable('self:custom.reads')) !== 'off') return pattern;
  const { $or: alternatives, ...rest } = pattern.detail;
  return {
    ...pattern,
    detail: {
      ...rest,
      $or: alternatives.flatMap((alternative) =>
        // What is asked for by its name is told even if AWS calls it a read.
        alternative.eventName === undefined ? actions(alternative) : [alternative],
      ),
    },
  };
};

/** Everything of an alternative but what is only read. A sign-in is told even if AWS calls it a read, as it does some. */
function actions(alternative) {
  return [
    // EventBridge has no way to say "neither true nor "true"": `anything-but` knows texts and numbers only.
    {
      ...alternative,
      readOnly: [{ exists: false }, false, '', { 'equals-ignore-case': 'false' }],
    },
    { ...alternative, eventSource: ['signin.amazonaws.com'] },
  ];
}
