import { keeperOf, outputsState, readingFiles, remoteStates } from "../../../src/cli/terraform/remote-state";
import { StackJson } from "../../../src/cli/terraform/stack-json";

const STORE = { bucket: "states", region: "eu-central-1" };
const keeping = (backend: string, config: object): StackJson => ({ terraform: { backend: { [backend]: config } } });
const reading = (backend: string, config: object): StackJson => ({ data: { terraform_remote_state: { network: { backend, config } } } });
const keeper = (source: StackJson, stacks: Record<string, StackJson>): string | undefined =>
  keeperOf(remoteStates(source)[0]!, new Map(Object.entries(stacks)));

// https://developer.hashicorp.com/terraform/language/state/remote-state-data: `config` is the configuration of the backend.
describe("the stack that keeps a state is found", () => {
  const stacks = {
    data: keeping("s3", { ...STORE, key: "data", use_lockfile: true }),
    network: keeping("s3", { ...STORE, key: "network", use_lockfile: true }),
    files: keeping("local", { path: "network" }),
  };

  test("by the key in the bucket", () => {
    expect(keeper(reading("s3", { ...STORE, key: "network" }), stacks)).toBe("network");
  });

  test("by the path of the file", () => {
    expect(keeper(reading("local", { path: "network" }), stacks)).toBe("files");
  });

  test("and no other one's, of the same key in another bucket", () => {
    expect(keeper(reading("s3", { ...STORE, bucket: "others", key: "network" }), stacks)).toBeUndefined();
  });

  test("only where something tells its state from others in the bucket", () => {
    expect(keeper(reading("s3", STORE), { data: keeping("s3", STORE) })).toBeUndefined();
  });
});

test("a stack that reads no state stays as it is", () => {
  const stack = { data: { aws_partition: { a: {} } } };
  expect(readingFiles(stack, new Map())).toStrictEqual(stack);
  expect([remoteStates(stack), remoteStates({})]).toEqual([[], []]);
});

test("a state that is read says its backend and its configuration, which may be none", () => {
  const states = { a: { backend: "s3", config: STORE }, b: { backend: "local" } };
  expect(remoteStates({ data: { terraform_remote_state: states } })).toEqual([
    { id: "a", backend: "s3", config: STORE },
    { id: "b", backend: "local", config: {} },
  ]);
});

test("a stack reads a state from a file without the workspace and the store that it was in", () => {
  const stack = {
    data: { terraform_remote_state: { network: { backend: "s3", config: STORE, workspace: "x" } }, aws_partition: { a: {} } },
  };
  expect(readingFiles(stack, new Map([["network", "/states/network"]])).data).toEqual({
    aws_partition: { a: {} },
    terraform_remote_state: { network: { backend: "local", config: { path: "/states/network" } } },
  });
});

test("a state of outputs has each with its type, and says which is sensitive", () => {
  const outputs = new Map([
    ["ids", { value: ["a", "b"], sensitive: false }],
    ["password", { value: "p", sensitive: true }],
  ]);
  expect(JSON.parse(outputsState(outputs))).toEqual({
    version: 4,
    terraform_version: "1.10.0",
    serial: 1,
    lineage: "",
    outputs: {
      ids: { value: ["a", "b"], type: ["tuple", ["string", "string"]] },
      password: { value: "p", type: "string", sensitive: true },
    },
    resources: [],
    check_results: null,
  });
});

// Each backend's page in Terraform's documentation: s3 and azurerm, local, gcs, http, remote, pg, kubernetes.
test.each([
  ["s3", "key"],
  ["local", "path"],
  ["gcs", "prefix"],
  ["http", "address"],
  ["remote", "workspaces"],
  ["pg", "schema_name"],
  ["kubernetes", "secret_suffix"],
])("states in the backend %s are told apart by %s", (backend, name) => {
  const stackOf = (value: string) => ({ terraform: { backend: { [backend]: { [name]: value, other: "x" } } } });
  const stacks = new Map([
    ["a", stackOf("a")],
    ["b", stackOf("b")],
  ]);
  expect(keeperOf({ id: "x", backend, config: { [name]: "b" } }, stacks)).toBe("b");
  expect(keeperOf({ id: "x", backend, config: { other: "x" } }, stacks)).toBeUndefined();
});
