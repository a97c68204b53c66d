import { StackFolder } from "../app";
import { Terraform } from "../terraform/terraform";

export interface PlanContext {
  readonly terraform: Terraform;
  /** A folder for what is made on the way. */
  readonly work: string;
  readonly progress: (message: string) => void;
  /** Where what can be used again is kept. @default - nowhere */
  readonly cache?: string;
  /** What an error of Terraform means, in front of it. @default - the error itself */
  readonly explained?: (errors: string) => string;
  /** All stacks of the app: what a stack reads from the state of another is what is planned of that one. @default - none reads another's */
  readonly stacks?: ReadonlyMap<string, StackFolder>;
}

export interface AgainstOptions {
  /** The stack as the other commit synthesizes it. */
  readonly before: StackFolder;
  /** All stacks of the other commit. @default - none reads another's state */
  readonly beforeStacks?: ReadonlyMap<string, StackFolder>;
  /** How that commit is called, in messages. */
  readonly beforeName: string;
  /** Replaces paths of the other commit's files. @default - nothing is replaced */
  readonly rewrite?: (text: string) => string;
}
