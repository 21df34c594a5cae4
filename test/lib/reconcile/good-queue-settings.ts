/** What SQS says of a queue of the deployment that nobody changed, besides how much is in it. */
export function goodQueueSettings(name: string, undeliveredArn: string): Record<string, string> {
  const isOutbox = name.includes('-outbox-');
  const services = ['events', ...(name.includes('-unsent-') ? [] : ['sns'])];
  return {
    DelaySeconds: isOutbox ? '120' : '0',
    MaximumMessageSize: '1048576',
    MessageRetentionPeriod: '1209600',
    VisibilityTimeout: isOutbox ? '390' : '30',
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: services.map((service) => ({
        Effect: 'Allow',
        Principal: { Service: `${service}.amazonaws.com` },
        Action: 'sqs:SendMessage',
        Resource: '*',
      })),
    }),
    ...(isOutbox && {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: undeliveredArn, maxReceiveCount: 480 }),
    }),
  };
}
