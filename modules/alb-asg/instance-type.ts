import { Format } from "../../src/internal/formats";

/** The architecture of an instance type's processors, and of the image that it boots. */
export type Architecture = "arm64" | "x86_64";

/** The instance type of a service that names none. */
export const DEFAULT_INSTANCE_TYPE = "c7g.large";

/** A family and a size, as EC2 writes them (EC2 Instance Types guide, "Instance type naming conventions"). */
export const INSTANCE_TYPE: Format = {
  rule: "must be an instance type: a family, a dot and a size that EC2 has",
  fix: 'Write it as "c7g.large".',
  holds: (text) => /^[a-z][a-z0-9-]*\.(nano|micro|small|medium|large|xlarge|([2-9]|[1-9]\d+)xlarge|metal(-\d+xl)?)$/.test(text),
};

/** What the families' names begin with, by series (ibid.): generations and options come behind it, and new ones each year. */
const SERIES = "a c d dl f g gr h hpc i im inf is m mac p r t trn u vt x z".split(" ");

/** Whether a type is of a series that EC2 has. Pure. */
export function isOfKnownSeries(instanceType: string): boolean {
  return SERIES.includes(/^[a-z]*/.exec(instanceType)![0]);
}

/** The architecture of an instance type: Graviton families have a `g` after their generation, as in `c7g.large` or `r8gd.xlarge`. Pure. */
export function architectureOf(instanceType: string): Architecture {
  const family = instanceType.split(".")[0]!;
  return /^(a1|p6e-gb200|[a-z]+\d+g[a-z]*)$/.test(family) ? "arm64" : "x86_64";
}

/** The architecture that an image's parameter names, as AWS's and Canonical's do; undefined where it names none, or both. Pure. */
export function architectureOfImage(imageId: string): Architecture | undefined {
  const arm64 = /arm64|aarch64/.test(imageId);
  const x86 = /x86_64|amd64/.test(imageId);
  return arm64 === x86 ? undefined : arm64 ? "arm64" : "x86_64";
}

/** The size of an instance type: `large` of `c7g.large`. Pure. */
export function sizeOf(instanceType: string): string {
  return instanceType.slice(instanceType.indexOf(".") + 1);
}

/** Whether a type is a burstable performance instance, which earns and spends CPU credits. Pure. */
export function isBurstable(instanceType: string): boolean {
  return /^t\d/.test(instanceType);
}

/** The public parameter that holds the id of the newest Amazon Linux 2023 image. Pure. */
export function latestAmazonLinuxParameter(architecture: Architecture): string {
  return `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;
}

/** The newest Amazon Linux 2023 image, by a parameter that EC2 resolves at the launch of each instance. Pure. */
export function latestAmazonLinux(architecture: Architecture): string {
  return `resolve:ssm:${latestAmazonLinuxParameter(architecture)}`;
}
