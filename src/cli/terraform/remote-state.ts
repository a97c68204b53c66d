import { isDeepStrictEqual } from "node:util";
import { StackJson, Values } from "./stack-json";
import { OutputValue, stateOutputs } from "./state-values";

const TYPE = "terraform_remote_state";

/** What tells one state from another in the same store, in the backends of Terraform. https://developer.hashicorp.com/terraform/language/backend */
const KEYS = ["key", "path", "prefix", "address", "workspaces", "schema_name", "secret_suffix"];

/** A state that a stack reads outputs from. */
export interface RemoteState {
  /** As `data.terraform_remote_state.<id>` names it. */
  readonly id: string;
  readonly backend: string;
  readonly config: Values;
}

export function remoteStates({ data }: StackJson): RemoteState[] {
  return Object.entries(data?.[TYPE] ?? {}).map(([id, { backend, config = {} }]) => ({
    id,
    backend: String(backend),
    config: config as Values,
  }));
}

/** The stack whose backend keeps a state: what both say is the same, and one of it tells states apart. Undefined where there is none. */
export function keeperOf<T>({ backend, config }: RemoteState, stacks: ReadonlyMap<T, StackJson>): T | undefined {
  const isKept = ({ terraform }: StackJson): boolean => {
    const kept = terraform?.backend?.[backend] as Values | undefined;
    const both = Object.keys(kept ?? {}).filter((name) => name in config);
    return both.some((name) => KEYS.includes(name)) && both.every((name) => isDeepStrictEqual(kept![name], config[name]));
  };
  return [...stacks].find(([, stack]) => isKept(stack))?.[0];
}

/** A stack that reads states from files. @param files by the id of what reads it */
export function readingFiles(stack: StackJson, files: ReadonlyMap<string, string>): StackJson {
  if (files.size === 0) return stack;
  const sources = Object.fromEntries([...files].map(([id, path]) => [id, { backend: "local", config: { path } }]));
  return { ...stack, data: { ...stack.data, [TYPE]: sources } };
}

/** A state of outputs alone, as a file has it. */
export function outputsState(outputs: ReadonlyMap<string, OutputValue>): string {
  return JSON.stringify({
    version: 4,
    terraform_version: "1.10.0",
    serial: 1,
    lineage: "",
    outputs: stateOutputs(outputs),
    resources: [],
    check_results: null,
  });
}
