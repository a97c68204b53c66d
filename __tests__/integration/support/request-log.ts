import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A request to AWS. */
export interface LoggedRequest {
  /** The service, as the AWS SDK for Go calls it: `Elastic Load Balancing v2`. */
  readonly service: string;
  /** The operation of its API: `CreateLoadBalancer`. */
  readonly operation: string;
  readonly url: string;
  /** The whole entry of the log. */
  readonly entry: string;
}

/**
 * What Terraform and the AWS provider ask AWS for, as their own log has it (https://developer.hashicorp.com/terraform/internals/debugging).
 *
 *     const log = new RequestLog();
 *     const workspace = await Workspace.make(build, { endpoint: emulator.url, variables: log.variables });
 *     await workspace.apply();
 *     log.take()   // what was asked for since the last time
 */
export class RequestLog {
  private readonly folder = mkdtempSync(join(tmpdir(), "requests-"));
  private readonly file = join(this.folder, "terraform.log");

  /** The environment variables that have Terraform log. */
  public get variables(): NodeJS.ProcessEnv {
    return { TF_LOG: "DEBUG", TF_LOG_PATH: this.file };
  }

  /** The requests since the last call. */
  public take(): LoggedRequest[] {
    const requests = entriesOf(readFileSync(this.file, "utf8")).flatMap(requestOf);
    writeFileSync(this.file, "");
    return requests;
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The parameters of a request to a service with a query API. */
export function queryParameters({ entry }: LoggedRequest): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(/Action=[^\s"]+/.exec(entry)![0]));
}

/** An entry begins with its time; bodies of requests are on lines of their own below. */
function entriesOf(log: string): string[] {
  return log.split(/^(?=\d{4}-\d\d-\d\dT[\d:.]+Z \[)/m);
}

function requestOf(entry: string): LoggedRequest[] {
  if (!entry.includes("HTTP Request Sent") || !entry.includes("rpc.method=")) return [];
  const field = (name: string): string => {
    const [, quoted, plain] = new RegExp(`${name}=(?:"([^"]*)"|(\\S+))`).exec(entry) ?? [];
    return quoted ?? plain ?? "";
  };
  return [{ service: field("rpc\\.service"), operation: field("rpc\\.method"), url: field("http\\.url"), entry }];
}
