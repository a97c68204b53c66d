// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Values = Record<string, any>;

/** The JSON of a synthesized stack, as far as it is read here. */
export interface StackJson {
  readonly provider?: Readonly<Record<string, readonly Values[] | Values>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
  readonly terraform?: Values;
  readonly import?: readonly { readonly to: string; readonly id: string }[];
  readonly [block: string]: unknown;
}

/** The file that CDKTF writes a stack to. */
export const STACK_FILE = "cdk.tf.json";

/** One block or several: JSON configurations may say either. */
export function blocks(value: unknown): Values[] {
  return value === undefined || value === null ? [] : ([value].flat() as Values[]);
}

/** Every resource with its address, in the order of the file. */
export function resourcesOf(stack: StackJson): { readonly address: string; readonly body: Values }[] {
  return Object.entries(stack.resource ?? {}).flatMap(([type, resources]) =>
    Object.entries(resources).map(([name, body]) => ({ address: `${type}.${name}`, body })),
  );
}
