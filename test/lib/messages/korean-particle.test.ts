import { expect, test } from 'vitest';
import { type Particle, withParticle } from '../../../lib/messages/korean-particle.ts';

test.each<[string, Particle, string]>([
  ['액세스 키', '을', '액세스 키를'],
  ['추적', '을', '추적을'],
  ['정책', '이', '정책이'],
  ['사용자', '이', '사용자가'],
  ['리소스', '으로', '리소스로'],
  ['역할', '으로', '역할로'],
  ['그룹', '으로', '그룹으로'],
  ['IAM 사용자 kim', '을', 'IAM 사용자 kim을'],
  ['IAM 사용자 admin', '을', 'IAM 사용자 admin을'],
  ['IAM 사용자 deploy', '을', 'IAM 사용자 deploy를'],
  ['S3 버킷 audit-logs', '을', 'S3 버킷 audit-logs를'],
  ['S3 버킷 my-bucket', '을', 'S3 버킷 my-bucket을'],
  ['역할 root', '을', '역할 root를'],
  ['장치 spare-phone', '을', '장치 spare-phone을'],
  ['테이블 role', '을', '테이블 role을'],
  ['CreateLogging', '을', 'CreateLogging을'],
  ['ACL', '을', 'ACL을'],
  ['AMI', '을', 'AMI를'],
  ['Savings Plan', '을', 'Savings Plan을'],
  ['i-0a7', '을', 'i-0a7을'],
  ['i-0a2', '을', 'i-0a2를'],
  ['i-0a0', '을', 'i-0a0을'],
  ['S3', '을', 'S3를'],
  ['Amazon EC2', '이', 'Amazon EC2가'],
  ['HTTP1', '을', 'HTTP1을'],
  ['그룹 A3B3', '을', '그룹 A3B3을'],
  ['세션 토큰(GetSessionToken)', '을', '세션 토큰(GetSessionToken)을'],
  ['메타데이터 옵션(IMDS)', '을', '메타데이터 옵션(IMDS)을'],
  ['사용자 kim', '에', '사용자 kim에'],
  ['', '을', '를'],
])('%j with %s is %j', (text, particle, expected) => {
  expect(withParticle(text, particle)).toBe(expected);
});
