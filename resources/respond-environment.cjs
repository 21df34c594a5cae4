// What every function that posts alerts knows of the page for answers: with respond: off, nothing.
module.exports = async ({ resolveVariable }) => {
  const isOn = ['on', true].includes(await resolveVariable('self:custom.respond'));
  const stage = await resolveVariable('sls:stage');
  return {
    url: isOn ? { 'Fn::GetAtt': ['RespondApi', 'ApiEndpoint'] } : '',
    secretId: isOn ? `root-alert/${stage}/respond` : '',
  };
};
