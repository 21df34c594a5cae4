/** `account`: of this root, in the ten minutes after its first use. */
export interface UseAgain {
  readonly of: 'session' | 'accessKey' | 'account';
  readonly nth: number;
  readonly since: Date;
}
