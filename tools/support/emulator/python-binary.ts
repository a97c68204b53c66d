import { Version, compareVersions, formatVersion, parseVersion } from "../../../src/cli/version";
import { Failure } from "../failure";
import { run } from "../process";

export const OLDEST_PYTHON: Version = [3, 10, 0];

const OLDEST = formatVersion(OLDEST_PYTHON.slice(0, 2));
const HOW_TO_GET_IT = `Install Python ${OLDEST} or newer from https://www.python.org/downloads/ or your system's packages, or name a binary in PYTHON.`;

/** Names under which systems have Python, the plainest first. */
const NAMES = ["python3", "python", "python3.13", "python3.12", "python3.11", "python3.10"];

export interface FoundPython {
  readonly program: string;
  readonly version: Version;
}

/** The first that is new enough; `asked` says where was looked. */
export function choosePython(found: readonly FoundPython[], asked: readonly string[] = NAMES): string {
  const chosen = found.find(({ version }) => compareVersions(version, OLDEST_PYTHON) >= 0);
  if (chosen) return chosen.program;
  const seen = found.map(({ program, version }) => `${program} is ${formatVersion(version)}`).join(", ");
  throw new Failure(`This needs Python ${OLDEST} or newer; ${seen || `none answers as ${asked.join(", ")}`}. ${HOW_TO_GET_IT}`);
}

/** @throws Failure where there is none, or only older ones */
export async function findPython(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const found: FoundPython[] = [];
  const asked = env.PYTHON ? [env.PYTHON] : NAMES;
  for (const program of asked) {
    // Shims of version managers exist for versions that aren't there: only the answer counts.
    const { status, stdout } = await run({ program, args: ["-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"], env });
    const version = status === 0 ? parseVersion(stdout) : undefined;
    if (!version) continue;
    found.push({ program, version });
    if (compareVersions(version, OLDEST_PYTHON) >= 0) break;
  }
  return choosePython(found, asked);
}
