import { AnnotationMetadataEntryType, App, TerraformStack, Testing } from "cdktf";
import { IConstruct } from "constructs";
import { STRING, STRINGS, optional, record } from "../internal/prop-types";
import { Validator } from "../internal/validator";
import { RESOURCE_TYPE, providersOf, typeMistake } from "./matchers/provider-types";
import { Arguments, StackResource, expressionOf, parseReference, stackResources } from "./stack-resources";

export { type Arguments } from "./stack-resources";

/**
 * Synthesizes a stack as `app.synth()` does, with aspects, validations and the references between all stacks of its app, and gives its resources
 * to a test.
 *
 *     const stack = synthesize(new TradingStack(Testing.app(), "test", env));
 *     expect(stack.resource("aws_rds_cluster")).toMatchObject({ storage_encrypted: true });
 *
 * Make all stacks of the app before: what a stack hands out to others is among its outputs.
 *
 * @throws ValidationError, or the Error of whoever validates, if a validation fails; TypeError for what is no stack
 */
export function synthesize(stack: TerraformStack): SynthesizedStack {
  if (!TerraformStack.isStack(stack)) throw new TypeError(`synthesize takes a TerraformStack, received ${notSynthesizable(stack)}`);
  const stacks = stack.node.root.node.findAll().filter(TerraformStack.isStack);
  // What an app does first: a value of another stack becomes an output there, and is read from that stack's state here. One alone has its backend then.
  if (stacks.length === 1) stack.ensureBackendExists();
  else for (const each of stacks) each.prepareStack();
  return new SynthesizedStack(JSON.parse(Testing.synth(stack, true)), warningsIn(stack), stack.node.id);
}

/** What was given in place of a stack, and what to do about it. */
function notSynthesizable(given: unknown): string {
  if (App.isApp(given)) return "an App: give one of its stacks";
  if (given instanceof SynthesizedStack) return "one that is synthesized already: take it as it is";
  return given === null ? "null" : typeof given;
}

/** What `cdktf synth` and `cdktf diff` show as warnings. */
function warningsIn(stack: IConstruct): string[] {
  return stack.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata.filter(({ type }) => type === AnnotationMetadataEntryType.WARN).map(({ data }) => `${node.path}: ${String(data)}`),
    );
}

/** A stack as Terraform gets it. */
export class SynthesizedStack {
  /** The whole document: Terraform's JSON configuration. */
  public readonly json: Arguments;
  /** What constructs warn of, each with the construct's path: nothing else of a test shows it. Empty for a document that was read from a file. */
  public readonly warnings: readonly string[];
  /** The id of the stack; undefined where it isn't known, as for a document that was read from a file without CDKTF's metadata. */
  public readonly id?: string;

  /**
   * @param json Terraform's JSON configuration, as `cdktf synth` writes it
   * @param warnings what its constructs warn of
   * @param id the id of the stack
   * @throws ValidationError for a text in place of the JSON: `JSON.parse` what is read from a file
   */
  constructor(json: Arguments, warnings: readonly string[] = [], id?: string) {
    const types = { json: record<Arguments>(), warnings: STRINGS, id: optional(STRING) };
    new Validator("SynthesizedStack").props({ json, warnings, id }, types).throwIfInvalid();
    this.json = json;
    this.warnings = warnings;
    this.id = id ?? json["//"]?.metadata?.stackName;
  }

  /** The types of all resources, sorted. */
  public get types(): string[] {
    return Object.keys(this.json.resource ?? {}).sort();
  }

  /**
   * All resources of a type such as `aws_vpc`, by logical id; empty where there is none.
   *
   * @throws ValidationError for a type that the provider doesn't have, of which each stack would have none
   */
  public resources(type: string): Record<string, Arguments> {
    return this.json.resource?.[type] ?? this.noneOf(type, "resources");
  }

  /**
   * The one resource of a type, or the one whose logical id begins with `prefix`.
   *
   * @throws Error that lists what there is unless there is exactly one
   */
  public resource(type: string, prefix = ""): Arguments {
    const all = Object.entries<Arguments>(this.json.resource?.[type] ?? {});
    const found = all.filter(([id]) => id.startsWith(prefix));
    if (found.length === 1) return found[0]![1];
    if (all.length === 0) throw new Error(`expected one ${type}, found none: there are ${listed(this.types)}`);
    const meant = prefix === "" ? type : `${type} with an id that begins with "${prefix}"`;
    throw new Error(`expected one ${meant}, found ${listed((found.length === 0 ? all : found).map(([id]) => id))}`);
  }

  /**
   * All data sources of a type such as `aws_region`, by logical id: empty where a plan needs no credentials.
   *
   * @throws ValidationError for a type that the provider doesn't have, of which each stack would have none
   */
  public data(type: string): Record<string, Arguments> {
    return this.json.data?.[type] ?? this.noneOf(type, "data");
  }

  /** Nothing, of a type that there is: what is expected of all of another would hold. */
  private noneOf(type: string, section: Section): Record<string, Arguments> {
    const validator = new Validator(`SynthesizedStack.${section}`).props({ type }, { type: STRING });
    const mistake = mistakeIn(type, section, providersOf(this.json));
    if (mistake !== undefined) validator.check("type", type, false, mistake.rule, mistake.fix);
    validator.throwIfInvalid();
    return {};
  }

  /**
   * What a construct has made, itself and below it: all of its resources and data sources.
   *
   *     expect(stack.resourcesOf(database).map(({ type }) => type)).toContain("aws_rds_cluster");
   *     expect(stack.resourcesOf("Database/Alarms")).toHaveLength(6);
   *
   * @param construct the construct; or its path below the stack, as `Network/FlowLogs`; or the address of a resource or of a Terraform module
   * @throws Error for a path that nothing is at, and for a construct of another stack
   */
  public resourcesOf(construct: IConstruct | string): readonly StackResource[] {
    const all = stackResources(this.json);
    if (typeof construct !== "string" && construct?.node === undefined) {
      throw new TypeError(
        `resourcesOf takes a construct or its path below the stack, received ${construct === null ? "null" : typeof construct}`,
      );
    }
    if (typeof construct !== "string") {
      this.checkStackOf(construct);
      return resourcesMadeBy(construct, all);
    }
    const found = all.filter(({ path, address }) => isAt(path, construct) || isAt(address, construct));
    if (found.length > 0) return found;
    const known = [...new Set(all.map(({ path }) => path.split("/", 1)[0]!))].sort();
    throw new Error(`expected resources at "${construct}", found none: there are ${listed(known)}`);
  }

  /**
   * The resource or the data source that an argument refers to, such as `${aws_vpc.Network_1C60.id}`.
   *
   *     expect(stack.resolve(stack.resource("aws_subnet").vpc_id)?.path).toBe("Network");
   *
   * @returns undefined for a value that is no reference, or that refers to what this stack doesn't have
   */
  public resolve(value: unknown): StackResource | undefined {
    const reference = typeof value === "string" ? parseReference(expressionOf(value)) : undefined;
    return reference && stackResources(this.json).find(({ type, id }) => type === reference.type && id === reference.id);
  }

  /** Two stacks of one class have the same ids below them. */
  private checkStackOf({ node }: IConstruct): void {
    const id = node.scopes.find(TerraformStack.isStack)?.node.id;
    if (this.id !== undefined && id !== undefined && id !== this.id) {
      throw new Error(`expected a construct of the stack ${this.id}, received ${node.path} of the stack ${id}`);
    }
  }

  /**
   * The value of an output.
   *
   * @throws Error that lists the outputs for a name that is none
   */
  public output(name: string): unknown {
    const outputs: Arguments = this.json.output ?? {};
    if (!(name in outputs)) throw new Error(`expected an output "${name}", found ${listed(Object.keys(outputs))}`);
    return outputs[name].value;
  }
}

/** A part of the configuration, by the method that reads it. */
type Section = "resources" | "data";

/** What is wrong with a type that one part is asked for, where a data source has no `data.` in front. */
function mistakeIn(type: string, section: Section, providers: readonly string[]): ReturnType<typeof typeMistake> {
  const isData = section === "data";
  const rule = `must be Terraform's type of a ${isData ? "data source" : "resource"}`;
  const bare = type.replace(/^data\./, "");
  const elsewhere = isData ? `Read resources with resources("${bare}").` : `Read data sources with data("${bare}").`;
  if (bare !== type) return { rule, fix: isData ? `Write ${bare}.` : elsewhere };
  if (!RESOURCE_TYPE.test(type)) return { rule, fix: `Write it as ${isData ? "aws_region" : "aws_vpc"}.` };
  const [asked, other] = isData ? [`data.${type}`, type] : [type, `data.${type}`];
  const mistake = typeMistake(asked, providers);
  if (mistake === undefined) return undefined;
  // There is a data source aws_rds_clusters, but aws_rds_cluster is meant.
  const isElsewhere = !mistake.fix.startsWith("Write ") && typeMistake(other, providers) === undefined;
  return isElsewhere ? { rule, fix: elsewhere } : { ...mistake, fix: mistake.fix.replace("Write data.", "Write ") };
}

/** @throws TypeError for what isn't synthesized, or no list of it, or an empty one, of which everything would hold; `example` is how the function is called */
export function synthesizedStacks(stacks: SynthesizedStack | readonly SynthesizedStack[], example: string): readonly SynthesizedStack[] {
  const list = [stacks].flat();
  const called = /^expect\(.*\)\.(\w+)\(…\)$/.exec(example)?.[1] ?? example.split("(", 1)[0];
  if (list.length === 0) throw new TypeError(`${called} takes one stack at least, received an empty list: ${example}`);
  if (list.every((stack) => typeof stack === "object" && stack !== null && "json" in stack)) return list;
  const taken = "what synthesize returns, of a stack or of each in a list";
  const other = list.map(otherThanSynthesized).find((one) => one !== undefined);
  throw new TypeError(`${called} takes ${taken}: ${example}${other === undefined ? "" : `; received ${other}`}`);
}

/** What was given in place of a synthesized stack, where that needs something else. */
function otherThanSynthesized(given: unknown): string | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  if ("then" in given) return "a promise: await it first";
  if ("planned_values" in given) return "a plan: give fromPlan(plan)";
  return "resource" in given && !("node" in given) ? "Terraform's JSON: give new SynthesizedStack(json)" : undefined;
}

/** Whether a path or an address is the one that is meant, or below it. */
function isAt(place: string, meant: string): boolean {
  return place === meant || (place.startsWith(meant) && /[/.[]/.test(place.charAt(meant.length)));
}

/** By logical ids: a plan has no paths. */
function resourcesMadeBy(construct: IConstruct, all: readonly StackResource[]): StackResource[] {
  const made = new Set<string>();
  for (const element of construct.node.findAll() as (IConstruct & { friendlyUniqueId?: string; terraformResourceType?: string })[]) {
    if (element.terraformResourceType === undefined) continue;
    // A data source is known by its type alone, or with the word in front, as CDKTF's releases have it.
    const type = element.terraformResourceType;
    for (const prefix of ["", "data."]) made.add(`${prefix}${type}.${element.friendlyUniqueId}`);
  }
  const found = all.filter(({ type, id }) => made.has(`${type}.${id}`));
  if (found.length === 0 && made.size > 0) throw new Error(`expected a construct of this stack, received ${construct.node.path}`);
  return found;
}

function listed(names: readonly string[]): string {
  return names.join(", ") || "none";
}

/**
 * The statements of a policy that an argument holds as JSON.
 *
 * @throws ValidationError for what is no text; SyntaxError for what is no JSON; TypeError for a reference, and for what has no statements
 */
export function policyStatements(policy: string): Arguments[] {
  const validator = new Validator("policyStatements").props({ policy }, { policy: STRING });
  const isReference = typeof policy === "string" && expressionOf(policy) !== undefined;
  const fix = 'Read the statements of the data source: stack.data("aws_iam_policy_document").';
  if (isReference) throw new TypeError(`policyStatements takes a policy as JSON, received the reference ${policy}. ${fix}`);
  validator.throwIfInvalid();
  const { Statement } = JSON.parse(policy) as { Statement?: Arguments | Arguments[] };
  if (Statement === undefined) throw new TypeError("policyStatements takes a policy as JSON, received one without Statement");
  return Array.isArray(Statement) ? Statement : [Statement];
}
