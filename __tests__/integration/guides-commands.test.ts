/** Each command of the AWS CLI in README, guides and examples is one that there is, with parameters that it takes, by the services' models that the CLI itself is made of. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pythonEnvironment } from "../../tools/support/emulator/python-environment";
import { PROJECT } from "../../tools/support/paths";
import { run } from "../../tools/support/process";

/** Of the operations named in the arguments: their parameters; null for what there isn't. */
const MODELS = `
import json, sys
import botocore.session
from botocore import xform_name
session = botocore.session.get_session()
def parameters(service, operation):
    if service not in session.get_available_services():
        return None
    model = session.get_service_model(service)
    names = {xform_name(name, "-"): name for name in model.operation_names}
    if operation not in names:
        return None
    shape = model.operation_model(names[operation]).input_shape
    return [xform_name(name, "-") for name in (shape.members if shape else {})]
print(json.dumps({call: parameters(*call.split()) for call in sys.argv[1:]}))
`;

/** What the CLI calls otherwise than the SDKs. */
const SERVICES: Readonly<Record<string, string>> = { s3api: "s3" };
/** Commands that are the CLI's own. */
const OWN = ["sso login", "s3 cp", "s3 sync", "configure sso"];
/** Options that the CLI adds to an operation's (AWS CLI Command Reference, "create-invalidation"). */
const OWN_OPTIONS: Readonly<Record<string, readonly string[]>> = { "cloudfront create-invalidation": ["paths"] };
/** Options of every command (AWS CLI, "Command line options"), and of those that page. */
const OPTIONS = ["query", "output", "region", "profile", "no-cli-pager", "max-items", "max-records"];

interface Call {
  readonly file: string;
  readonly call: string;
  readonly parameters: readonly string[];
}

const pages = ["docs", "examples"]
  .flatMap((folder) => readdirSync(join(PROJECT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)))
  .filter((file) => file.endsWith(".md") && !file.startsWith(join("docs", "site")));

const calls: Call[] = ["README.md", ...pages].flatMap((file) => {
  // A command goes on behind a backslash; in a sentence it ends with its quotation mark.
  const text = readFileSync(join(PROJECT, file), "utf8").replace(/\\\n\s*/g, " ");
  return [...text.matchAll(/\baws ([a-z0-9-]+) ([a-z][a-z0-9-]+)([^\n`]*)/g)].map(([, service, operation, rest]) => ({
    file,
    call: `${SERVICES[service!] ?? service!} ${operation!}`,
    parameters: [...rest!.replace(/'[^']*'|"[^"]*"/g, "").matchAll(/--([a-z][a-z0-9-]*)/g)].map(([, name]) => name!),
  }));
});

let models: Record<string, string[] | null>;
beforeAll(async () => {
  const python = await pythonEnvironment(join(PROJECT, "tools/emulator/requirements.txt"), () => undefined);
  const named = [...new Set(calls.map(({ call }) => call))].filter((call) => !OWN.includes(call));
  const { status, stdout, stderr } = await run({ program: python, args: ["-c", MODELS, ...named] });
  if (status !== 0) throw new Error(stderr);
  models = JSON.parse(stdout) as typeof models;
});

test("there are many of them", () => expect(calls.length).toBeGreaterThan(40));

test("each is an operation of its service", () => {
  expect(calls.filter(({ call }) => models[call] === null).map(({ file, call }) => `${file}: aws ${call}`)).toEqual([]);
});

test("each takes the parameters that it is given", () => {
  const unknown = calls.flatMap(({ file, call, parameters }) => {
    const known = [...OPTIONS, ...(OWN_OPTIONS[call] ?? []), ...(models[call] ?? parameters)];
    // A boolean is turned off by its name with "no-" before it.
    return parameters
      .filter((name) => !known.includes(name) && !known.includes(name.replace(/^no-/, "")))
      .map((name) => `${file}: aws ${call} --${name}`);
  });
  expect(unknown).toEqual([]);
});
