import { expect, test } from 'vitest';
import { agentIn, isActingService } from '../../../lib/classify/acting-service.ts';

test.each([
  'cloudformation.amazonaws.com',
  'aws-mcp.amazonaws.com.example',
  'aws-mcp',
  'AWS Internal',
  null,
  1,
])('%j names a service that acts for root', (invokedBy) => {
  expect(isActingService(invokedBy)).toBe(true);
});

test.each([
  undefined,
  '',
  'signin.amazonaws.com',
  'aws-mcp.amazonaws.com',
  'eks-mcp.amazonaws.com',
  'ecs-mcp.amazonaws.com',
  'one-that-aws-may-make-mcp.amazonaws.com',
])('%j does not', (invokedBy) => {
  expect(isActingService(invokedBy)).toBe(false);
});

test.each([
  { isFromConsole: true },
  { isFromConsole: 'true', sourceIp: 'AWS Internal' },
  { sourceIp: '203.0.113.24' },
])('AWS Internal is a person where the record has %j', (origin) => {
  expect(isActingService('AWS Internal', origin)).toBe(false);
  expect(isActingService('cloudformation.amazonaws.com', origin)).toBe(true);
});

test.each([{ isFromConsole: 'false' }, { sourceIp: 'AWS Internal' }, { sourceIp: {} }])(
  'AWS Internal is a service where the record has %j',
  (origin) => {
    expect(isActingService('AWS Internal', origin)).toBe(true);
  },
);

test('an agent is named, and nobody else is one', () => {
  expect(agentIn('aws-mcp.amazonaws.com')).toBe('aws-mcp.amazonaws.com');
  for (const other of [undefined, 'signin.amazonaws.com', 'ec2.amazonaws.com']) {
    expect(agentIn(other)).toBeUndefined();
  }
});
