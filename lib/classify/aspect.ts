/**
 * Which of several things a call does, where one event's name stands for many: to change the policy of a queue is
 * another thing than to change how long its messages wait. The table of names has it after a stroke:
 * `SetQueueAttributes/policy`.
 */
export type Aspect =
  | 'decrypted'
  | 'masterPassword'
  | 'policy'
  | 'policyRemoved'
  | 'logging'
  | 'off'
  | 'productionAccess'
  | 'userData'
  | 'securityGroups'
  | 'instanceType'
  | 'terminationProtection'
  /** Nothing that lets anybody in. */
  | 'harmless';
