import type { AlarmParameters } from './checks/alarm-parameters.ts';
import type { ForwardingParameters } from './forwarders/forwarding.ts';

/** The parts of the Serverless Framework that this plugin uses, as osls 4 has them. */
export interface Serverless {
  serviceDir: string;
  readonly processedInput: {
    readonly commands: readonly string[];
    readonly commandSchema?: {
      readonly options?: { readonly function?: { required?: boolean } };
    };
  };
  readonly service: Service;
  /** serverless.yml, resolved. */
  readonly configurationInput?: { readonly params?: unknown };
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  getProvider(name: 'aws'): AwsProvider;
}

/** serverless.yml as the framework holds it in memory. */
export interface Service {
  readonly provider: {
    /** Such as `nodejs24.x`. */
    readonly runtime: string;
    readonly environment?: Readonly<Record<string, unknown>>;
    readonly compiledCloudFormationTemplate?: CompiledTemplate;
  };
  readonly functions: Record<string, FunctionSettings>;
  readonly custom?: CustomSettings;
}

export interface FunctionSettings {
  /** Such as `handlers/root-event.handler`. */
  readonly handler: string;
  readonly environment?: Readonly<Record<string, unknown>>;
  /** `artifact`: the zip that was packaged, relative to the service. */
  readonly package?: { readonly artifact?: string };
}

/** How the handlers are built: settings of serverless-esbuild, and of esbuild itself. */
export interface EsbuildSettings extends Readonly<Record<string, unknown>> {
  readonly exclude: string[];
  readonly external?: string[];
  readonly outputFileExtension: string;
  outputWorkFolder?: string;
}

/** `custom:` of serverless.yml. */
export interface CustomSettings {
  readonly esbuild?: EsbuildSettings;
  readonly ncloud?: unknown;
  readonly evidence?: unknown;
  readonly evidenceDays?: unknown;
  readonly respond?: unknown;
  readonly incidents?: { readonly followUp?: unknown; readonly escalationTopicArn?: unknown };
  readonly opsEmail?: unknown;
  readonly forwarding?: ForwardingParameters;
  readonly alarm?: AlarmParameters;
}

export interface CompiledTemplate {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown } | undefined>>;
  readonly Resources: Readonly<
    Record<
      string,
      | { readonly Type?: string; readonly Properties?: Readonly<Record<string, unknown>> }
      | undefined
    >
  >;
}

export interface AwsProvider {
  getRegion(): string;
  getStage(): string;
  /** Settings for a client of the AWS SDK. */
  getAwsSdkV3Config(): Promise<object>;
  /** Asks AWS whose credentials these are. */
  getAccountId(): Promise<string>;
  getAwsSdkV3CredentialsProvider?: () => () => Promise<object>;
}

/** The options of the command line. One object for all plugins, which the framework reads after `initialize`. */
export interface Options {
  function?: string;
  data?: string;
  path?: string;
  raw?: boolean;
  param?: string[];
  'accept-removals'?: boolean;
  'accept-gaps'?: boolean;
}

/** One run of `sls`, as every hook of this plugin sees it. */
export interface Run {
  readonly serverless: Serverless;
  readonly options: Options;
  /** Such as `invoke local`. */
  readonly command: string;
  readonly serviceDir: string;
  /** Where the handlers are built, relative to the service. */
  readonly workFolder: string;
  readonly writeText: (text: string) => void;
}

/** What the framework hands to a module that serverless.yml reads with `${file(…)}`. */
export interface VariableContext {
  /** @param address such as `sls:stage` or `self:custom` */
  resolveVariable(address: string): Promise<unknown>;
}
