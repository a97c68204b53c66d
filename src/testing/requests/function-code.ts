import * as buffer from "node:buffer";
import * as crypto from "node:crypto";
import * as querystring from "node:querystring";
import { runInNewContext } from "node:vm";
import { Resource } from "../configuration";
import { isUnknown } from "./arguments";
import { EdgeFunction } from "./request";

/** The modules of the runtime ("JavaScript runtime 2.0 features for CloudFront Functions", "Built-in modules"). */
const MODULES: Readonly<Record<string, unknown>> = { buffer, crypto, querystring };
/** CloudFront stops a function much sooner; a test must end at all. */
const TIMEOUT_MILLISECONDS = 1000;

/**
 * What a CloudFront function does, by the code that its stack has; undefined where the code isn't known, reads what AWS alone has (`import cf from "cloudfront"`),
 * or is asynchronous.
 */
export function handlerOf(resource: Resource | undefined): EdgeFunction | undefined {
  const template: unknown = resource?.args.code;
  if (typeof template !== "string") return undefined;
  // Terraform's templates write $${ and %%{ for what is no reference of theirs.
  if (isUnknown(template.replaceAll("$${", ""))) return undefined;
  const code = template.replaceAll("$${", "${").replaceAll("%%{", "%{");
  if (/^\s*import\s/m.test(code) || /\basync\b/.test(code)) return undefined;
  return (event) => {
    const globals = { event, Buffer: buffer.Buffer, console: SILENT, require: (name: string) => MODULES[name] };
    return runInNewContext(`"use strict";\n${code}\n;handler(event);`, globals, { timeout: TIMEOUT_MILLISECONDS }) as unknown;
  };
}

const SILENT = { log: () => undefined, error: () => undefined };
