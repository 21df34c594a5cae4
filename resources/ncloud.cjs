// The parts that watch Naver Cloud, only with ncloud: on.
module.exports = async ({ resolveVariable }) =>
  ['on', true].includes(await resolveVariable('self:custom.ncloud'))
    ? await resolveVariable('file(resources/ncloud.yml)')
    : { Resources: {} };
