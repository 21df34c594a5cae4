// What npm run planned calls, only with respond: on.
module.exports = async ({ resolveVariable }) =>
  ['on', true].includes(await resolveVariable('self:custom.respond'))
    ? await resolveVariable('file(resources/planned.yml)')
    : { Resources: {} };
