// What watches Naver Cloud, only where that is asked for.
module.exports = async ({ resolveVariable }) =>
  ['on', true].includes(await resolveVariable('self:custom.ncloud'))
    ? await resolveVariable('file(resources/ncloud.yml)')
    : { Resources: {} };
