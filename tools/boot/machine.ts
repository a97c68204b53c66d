import { ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { RequestListener, Server, createServer } from "node:http";
import { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { freePort } from "../support/databases/server";
import { Failure } from "../support/failure";
import { AwsForwarder } from "./aws-forwarder";
import { Call, MachineOptions, UnitReport } from "./machine-options";
import { Metadata, makeCredentials } from "./metadata";
import { PackageContent, askedOfDnf, askedPackage, packageContent } from "./packages";
import { ServiceManager } from "./service-manager";
import { scriptsOf } from "./user-data";

/** The address that an instance has its metadata at, which agents ask by themselves. */
const METADATA_HOST = "169.254.169.254";
const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin";
/** What bash of this machine may need besides; empty folders of the instance. */
const FOLDERS = [
  "/etc/systemd/system",
  "/opt",
  "/usr/local/sbin",
  "/usr/bin",
  "/usr/lib/systemd/system",
  "/var/log",
  "/var/lib/cloud/instance/scripts",
];
/** What isn't left of this machine's in the instance. */
const EMPTIED = ["/etc/systemd/system", "/var/lib/cloud", "/opt/aws"];

/** bash reads its user's own settings where its input is a connection. */
const OUTPUT: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];

interface Outcome {
  readonly status: number;
  readonly output: string;
  /** What was written to the standard error stream, where it is kept apart. */
  readonly errors?: string;
}

/** No login but the role's, which the metadata has. */
const CLI_ENVIRONMENT = {
  PATH,
  LANG: "C.UTF-8",
  HOME: "/nonexistent",
  AWS_CONFIG_FILE: "/nonexistent",
  AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
};

/** What stands for an EC2 instance, from within: its metadata, systemd, dnf and cloud-init. */
export class Machine {
  public readonly calls: Call[] = [];
  private readonly credentials = makeCredentials();
  private readonly metadata: Metadata;
  private readonly aws: AwsForwarder;
  private readonly servers: Server[] = [];
  private systemd!: ServiceManager;
  private environment: Readonly<Record<string, string>> = {};
  private cliEnvironment: Readonly<Record<string, string>> = {};
  private isCompleted = false;
  /** Where the network is shared, a port of its own stands for the one that a unit was told. */
  private readonly ports = new Map<string, number>();

  public constructor(private readonly options: MachineOptions) {
    this.metadata = new Metadata(options.identity, this.credentials);
    this.aws = new AwsForwarder({
      socketPath: join(options.shared, "aws.sock"),
      waitsForTermination: () => this.metadata.targetLifecycleState === "Terminated" && !this.isCompleted,
      onCompleted: () => (this.isCompleted = true),
      corruptsObjects: options.corruptsObjects,
    });
  }

  /** The access key that AWS's requests of the instance's role have. */
  public get accessKeyId(): string {
    return this.credentials.accessKeyId;
  }

  public get awsRequests() {
    return this.aws.requests;
  }

  /** Makes what an instance has before its user data runs. */
  public async prepare(): Promise<void> {
    const { mode, root } = this.options;
    if (mode === "namespaces") for (const folder of EMPTIED) rmSync(folder, { recursive: true, force: true });
    for (const folder of FOLDERS) mkdirSync(`${root}${folder}`, { recursive: true });
    const metadata =
      mode === "namespaces" ? await this.listen(this.metadata.server, METADATA_HOST, 80) : await this.listen(this.metadata.server);
    const aws = await this.listen(this.aws.server);
    const control = join(this.options.shared, "machine.sock");
    const server = createServer(this.called);
    this.servers.push(server);
    server.listen(control);
    await once(server, "listening");
    this.cliEnvironment = { ...CLI_ENVIRONMENT, AWS_ENDPOINT_URL: aws, AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata };
    if (mode === "folder") this.environment = { PATH: `${root}/usr/bin:${process.env.PATH}`, IMDS: metadata };
    this.systemd = new ServiceManager({ mode, root, environment: this.environment, replaced: (variables) => this.replaced(variables) });
    for (const name of ["systemctl", "dnf", "aws"]) this.program(`/usr/bin/${name}`, askMachine(control, name));
  }

  /** Runs the user data as cloud-init does: each script to its end, then the mark that the boot has finished. The status is that of the first script that fails. */
  public async boot(): Promise<Outcome> {
    const { root, identity } = this.options;
    const folder = `${root}/var/lib/cloud/instance`;
    const log = `${root}/var/log/cloud-init-output.log`;
    let status = 0;
    for (const [index, script] of scriptsOf(identity.userData).entries()) {
      const file = `${folder}/scripts/part-${String(index + 1).padStart(3, "0")}`;
      writeFileSync(file, this.moved(script), { mode: 0o700 });
      const ended = await this.execute(file, []);
      writeFileSync(log, ended.output, { flag: "a" });
      if (ended.status !== 0 && status === 0) status = ended.status;
    }
    writeFileSync(`${folder}/boot-finished`, "");
    return { status, output: readFileSync(log, "utf8") };
  }

  /** Runs a script as root of the instance. */
  public async run(script: string): Promise<Outcome> {
    return this.execute("bash", ["-c", this.moved(script)]);
  }

  /** Asks a unit's program at the port that it was told. */
  public async get(unit: string, path: string): Promise<{ status: number; body: string }> {
    const { PORT: port } = this.systemd.variablesOf(`${unit}.service`);
    if (port === undefined) return { status: 0, body: "" };
    const { output } = await this.run(`curl -s -m 5 -w '\\n%{http_code}' 'http://127.0.0.1:${port}${path}'`);
    const end = output.lastIndexOf("\n");
    return { status: Number(output.slice(end + 1)), body: output.slice(0, end) };
  }

  public unit(name: string): UnitReport | undefined {
    return this.systemd.report(name);
  }

  /** Says by the metadata that the instance is to be terminated. */
  public terminate(): void {
    this.metadata.targetLifecycleState = "Terminated";
  }

  public async stop(): Promise<void> {
    await this.systemd.stopAll();
    for (const server of this.servers) {
      server.closeAllConnections();
      server.close();
    }
  }

  private async listen(server: Server, host = "127.0.0.1", port = 0): Promise<string> {
    this.servers.push(server);
    server.listen(port, host);
    await once(server, "listening");
    return `http://${host}:${(server.address() as AddressInfo).port}`;
  }

  /** Paths of the instance's, below the folder that stands for its root. */
  private moved(script: string): string {
    const { root } = this.options;
    return root === "" ? script : script.replace(/(?<=^|[\s'":=>-])\/(etc|opt|usr\/local|usr\/lib|var)\//gm, `${root}/$1/`);
  }

  /** Without a network of its own a unit can't have the port that it is told: another unit, or another program of this machine, may. */
  private replaced(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    if (this.options.mode === "namespaces" || variables.PORT === undefined) return variables;
    const port = this.ports.get(variables.SERVICE_NAME ?? "") ?? Number(variables.PORT);
    return { ...variables, PORT: `${port}`, HOST: "127.0.0.1" };
  }

  private program(path: string, lines: readonly string[]): void {
    const file = `${this.options.root}${path}`;
    rmSync(file, { force: true });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, ["#!/bin/bash", ...lines, ""].join("\n"), { mode: 0o755 });
  }

  private async execute(program: string, args: readonly string[]): Promise<Outcome> {
    const base = this.options.mode === "namespaces" ? { PATH, LANG: "C.UTF-8", HOME: "/root" } : { LANG: "C.UTF-8" };
    const { status, written } = await finished(
      spawn(program, [...args], { env: { ...base, ...this.environment }, cwd: "/", stdio: OUTPUT }),
    );
    return { status, output: written };
  }

  /** One of the sandbox's programs was called. */
  private readonly called: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const args = Buffer.concat(chunks).toString().split("\0").slice(0, -1);
    const program = request.url!.slice(1);
    const failed = (error: Error): Outcome => ({ status: 1, output: "", errors: `${error.message}\n` });
    const { status, output, errors = "" } = await this.answer(program, args).catch(failed);
    this.calls.push({ program, args, status });
    response.end(`${status}\n${Buffer.from(errors).toString("base64")}\n${output}`);
  };

  private async answer(program: string, args: readonly string[]): Promise<Outcome> {
    // Outside of the unit that asks, from which this machine's CLI may be hidden; an instance has it in /usr.
    if (program === "aws") return finished(spawn(this.options.awsCli, [...args], { env: this.cliEnvironment, cwd: "/", stdio: OUTPUT }));
    if (program === "dnf") return this.dnf(args);
    if (program === "amazon-cloudwatch-agent-ctl") return this.agentControl(args);
    await this.choosePorts(args);
    return this.systemd.run(args);
  }

  private async choosePorts(args: readonly string[]): Promise<void> {
    if (this.options.mode === "namespaces") return;
    for (const name of args.filter((arg) => arg.endsWith(".service")).map((arg) => arg.replace(/\.service$/, ""))) {
      if (!this.ports.has(name)) this.ports.set(name, await freePort());
    }
  }

  private dnf(args: readonly string[]): Outcome {
    const asked = askedOfDnf(args);
    if (!asked) throw new Failure(`No such command: ${args.join(" ")}.`);
    const contents = asked.packages.map((spec) => ({ spec, content: packageContent(askedPackage(spec)) }));
    const missing = contents.filter(({ content }) => !content).map(({ spec }) => spec);
    if (missing.length > 0) {
      return {
        status: 1,
        output: `${missing.map((spec) => `No match for argument: ${spec}\n`).join("")}Error: Unable to find a match: ${missing.join(" ")}\n`,
      };
    }
    for (const { content } of contents) this.install(content!);
    return { status: 0, output: "Complete!\n" };
  }

  private install({ folders = [], files = {}, programs = {}, node = [] }: PackageContent): void {
    const { root, shared } = this.options;
    for (const folder of folders) mkdirSync(`${root}${folder}`, { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(`${root}${file}`, text);
    for (const [path, name] of Object.entries(programs)) this.program(path, askMachine(join(shared, "machine.sock"), name));
    const [first, ...others] = node;
    if (first === undefined) return;
    const target = `${root}${first}`;
    if (!existsSync(target)) copyFileSync(process.execPath, target);
    chmodSync(target, 0o755);
    for (const other of others) if (!existsSync(`${root}${other}`)) symlinkSync(first.slice(first.lastIndexOf("/") + 1), `${root}${other}`);
  }

  /** CloudWatch User Guide, "Installing the CloudWatch agent": `-c file:<path>` is a JSON file that must be there. */
  private agentControl(args: readonly string[]): Outcome {
    const file = args.find((arg) => arg.startsWith("file:"))?.slice("file:".length);
    if (file === undefined || !existsSync(file)) return { status: 1, output: "The configuration file isn't there.\n" };
    try {
      JSON.parse(readFileSync(file, "utf8"));
      return { status: 0, output: "" };
    } catch {
      return { status: 1, output: "The configuration file is no JSON.\n" };
    }
  }
}

/** What a program wrote, apart and together, and how it ended. */
async function finished(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Outcome & { readonly written: string }> {
  const texts = { output: "", errors: "", written: "" };
  const keep = (stream: "output" | "errors") => (text: Buffer) => {
    texts[stream] += text.toString();
    texts.written += text.toString();
  };
  child.stdout.on("data", keep("output"));
  child.stderr.on("data", keep("errors"));
  const [code] = (await once(child, "close")) as [number | null];
  return { status: code ?? 1, ...texts };
}

/** The lines of a program that asks the machine what to say, and how to end. */
function askMachine(control: string, name: string): string[] {
  return [
    `{ read -r status; read -r errors; cat; } < <(if [ "$#" -gt 0 ]; then printf '%s\\0' "$@"; fi | curl -s --unix-socket '${control}' --data-binary @- 'http://machine/${name}')`,
    'base64 -d <<< "$errors" >&2',
    'exit "${status:-1}"',
  ];
}
