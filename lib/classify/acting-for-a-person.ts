/** A value of `userIdentity.invokedBy` with which a person uses root, or an agent that a person let in. */
export interface ActingForAPerson {
  /** How an event pattern of EventBridge asks for the value. */
  readonly invokedBy: string | { readonly suffix: string };
  readonly isAgent: boolean;
  /** Who acts, and where that is documented. docs/coverage.md says the same to users. */
  readonly reason: string;
}

/**
 * The one list of these values. The pattern of the rules, `isRootUse` and the classifier read it. Every other value
 * names an AWS service that acts in root's name by itself.
 *
 * No document lists the values that `invokedBy` can have. CloudShell and the console write none today: their calls are
 * root's own. No record or document was found in which Amazon Q or another assistant acts for root.
 */
export const actingForAPerson: readonly ActingForAPerson[] = [
  {
    invokedBy: 'signin.amazonaws.com',
    isAgent: false,
    reason:
      'A person in the console, in records up to about 2020 (AWS Serverless Application Repository Developer Guide, "Logging API calls with CloudTrail").',
  },
  {
    // AWS MCP Server, Amazon EKS MCP Server and Amazon ECS MCP Server, and those that AWS has yet to make.
    invokedBy: { suffix: '-mcp.amazonaws.com' },
    isAgent: true,
    reason:
      'An AI agent by an MCP server that AWS runs. Root needs no further permission for it (AWS Sign-In User Guide, "AWS MCP Server"). The names are those of `aws:CalledViaAWSMCP`: `aws-mcp`, `eks-mcp`, `ecs-mcp` (Agent Toolkit for AWS User Guide, "How AWS MCP Server works with IAM").',
  },
];

/**
 * What some pages of the console write for the person in front of them, and some services for themselves (AWS Health
 * User Guide, "Logging AWS Health API calls", has it beside a person's own IP address).
 */
export const awsInternal = 'AWS Internal';
