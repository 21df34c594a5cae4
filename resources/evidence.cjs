// The bucket of the evidence and what writes it, only with evidence: on.
module.exports = async ({ resolveVariable }) =>
  ['on', true].includes(await resolveVariable('self:custom.evidence'))
    ? await resolveVariable('file(resources/evidence.yml)')
    : { Resources: {} };
