import { type Answer, AwsRefusal } from './aws-account.ts';

interface KeptPolicy {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  content: string;
  tags: readonly unknown[];
}

/** An organization with its service control policies, as tests look at it and change it. */
export interface Organization {
  readonly answers: Readonly<Record<string, Answer>>;
  readonly policies: Map<string, KeptPolicy>;
  /** Ids of the policies that are attached to each account, an OU or the root. */
  readonly attached: Map<string, Set<string>>;
  readonly state: {
    featureSet: 'ALL' | 'CONSOLIDATED_BILLING';
    arePoliciesOn: boolean;
    /** Undefined: the credentials belong to no organization. */
    id: string | undefined;
    /** False: of a member account that is no delegated administrator. */
    mayChangePolicies: boolean;
    maxAttached: number;
  };
}

const pageSize = 2;

/** No two policies of AWS have one id, not even after one is gone. */
let made = 0;

/**
 * Answers as Organizations, after its API Reference (CreatePolicy, AttachPolicy, DetachPolicy, DeletePolicy, DescribePolicy,
 * ListPolicies, ListPoliciesForTarget, ListTargetsForPolicy, ListTagsForResource, ListRoots, DescribeAccount,
 * DescribeOrganization) and "Quotas and service limits for AWS Organizations". It keeps policies and enforces nothing.
 *
 * @param members names of the member accounts, by their numbers
 */
export function startOrganization(
  managementAccountId: string,
  members: Readonly<Record<string, string>>,
): Organization {
  const policies = new Map<string, KeptPolicy>();
  const attached = new Map<string, Set<string>>();
  const state: Organization['state'] = {
    featureSet: 'ALL',
    arePoliciesOn: true,
    id: 'o-a1b2c3d4e5',
    mayChangePolicies: true,
    maxAttached: 10,
  };
  const policyOf = (id: unknown): KeptPolicy => {
    const policy = policies.get(String(id));
    if (policy === undefined) throw new AwsRefusal('PolicyNotFoundException', 'no such policy');
    return policy;
  };
  const attachedTo = (target: unknown): Set<string> => {
    const known = attached.get(String(target)) ?? new Set<string>();
    attached.set(String(target), known);
    return known;
  };
  const summary = ({ id, name, description }: KeptPolicy) => ({
    Id: id,
    Name: name,
    Description: description,
    Type: 'SERVICE_CONTROL_POLICY',
    AwsManaged: false,
  });
  const paged = <T>(list: readonly T[], token: unknown, field: string): object => {
    const from = Number(token ?? 0);
    const next = from + pageSize;
    return {
      [field]: list.slice(from, next),
      ...(next < list.length && { NextToken: String(next) }),
    };
  };
  const inOrganization =
    (answer: Answer): Answer =>
    (...call) => {
      if (state.id === undefined) {
        throw new AwsRefusal('AWSOrganizationsNotInUseException', 'not in an organization');
      }
      return answer(...call);
    };
  const byAdministrator = (answer: Answer): Answer =>
    inOrganization((...call) => {
      if (!state.mayChangePolicies) {
        throw new AwsRefusal('AccessDeniedException', "You don't have permissions to access this");
      }
      return answer(...call);
    });

  const answers: Record<string, Answer> = {
    'organizations:DescribeOrganization': inOrganization(() => ({
      Organization: {
        Id: state.id,
        MasterAccountId: managementAccountId,
        FeatureSet: state.featureSet,
      },
    })),
    'organizations:DescribeAccount': byAdministrator(({ AccountId }) => {
      const Name = members[String(AccountId)];
      if (Name === undefined) throw new AwsRefusal('AccountNotFoundException', 'no such account');
      return { Account: { Id: AccountId, Name, Status: 'ACTIVE' } };
    }),
    'organizations:ListRoots': byAdministrator(() => ({
      Roots: [
        {
          Id: 'r-ab12',
          PolicyTypes: state.arePoliciesOn
            ? [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }]
            : [],
        },
      ],
    })),
    'organizations:ListPoliciesForTarget': byAdministrator(({ TargetId, NextToken }) =>
      paged([...attachedTo(TargetId)].map(policyOf).map(summary), NextToken, 'Policies'),
    ),
    'organizations:ListPolicies': byAdministrator(({ NextToken }) =>
      paged([...policies.values()].map(summary), NextToken, 'Policies'),
    ),
    'organizations:DescribePolicy': byAdministrator(({ PolicyId }) => {
      const policy = policyOf(PolicyId);
      return { Policy: { PolicySummary: summary(policy), Content: policy.content } };
    }),
    'organizations:ListTagsForResource': byAdministrator(({ ResourceId, NextToken }) =>
      paged(policyOf(ResourceId).tags, NextToken, 'Tags'),
    ),
    'organizations:ListTargetsForPolicy': byAdministrator(({ PolicyId, NextToken }) => {
      const targets = [...attached]
        .filter(([, ids]) => ids.has(String(PolicyId)))
        .map(([TargetId]) => ({ TargetId, Type: 'ACCOUNT' }));
      return paged(targets, NextToken, 'Targets');
    }),
    'organizations:CreatePolicy': byAdministrator(({ Name, Description, Content, Tags }) => {
      if ([...policies.values()].some(({ name }) => name === Name)) {
        throw new AwsRefusal('DuplicatePolicyException', 'A policy with the same name exists.');
      }
      made += 1;
      const policy: KeptPolicy = {
        id: `p-made${String(made).padStart(4, '0')}`,
        name: String(Name),
        description: String(Description),
        content: String(Content),
        tags: Tags as readonly unknown[],
      };
      policies.set(policy.id, policy);
      return { Policy: { PolicySummary: summary(policy), Content } };
    }),
    'organizations:AttachPolicy': byAdministrator(({ PolicyId, TargetId }) => {
      const { id } = policyOf(PolicyId);
      const ids = attachedTo(TargetId);
      if (ids.has(id)) throw new AwsRefusal('DuplicatePolicyAttachmentException', 'is attached');
      if (ids.size >= state.maxAttached) {
        throw new AwsRefusal('ConstraintViolationException', 'too many', 400, {
          Reason: 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
        });
      }
      ids.add(id);
      return {};
    }),
    'organizations:DetachPolicy': byAdministrator(({ PolicyId, TargetId }) => {
      if (!attachedTo(TargetId).delete(policyOf(PolicyId).id)) {
        throw new AwsRefusal('PolicyNotAttachedException', 'is not attached');
      }
      return {};
    }),
    'organizations:DeletePolicy': byAdministrator(({ PolicyId }) => {
      const { id } = policyOf(PolicyId);
      if ([...attached.values()].some((ids) => ids.has(id))) {
        throw new AwsRefusal('PolicyInUseException', 'is attached');
      }
      policies.delete(id);
      return {};
    }),
  };
  return { answers, policies, attached, state };
}
