import { existsSync } from "node:fs";
import { extname } from "node:path";
import { Bucket, IBucketObject } from "../../src";
import { BuiltService, BuiltServices, builtServices } from "./built-services";

/** What a service is deployed with: its program, and what its environment says of it. */
interface UploadedService {
  readonly release: IBucketObject;
  readonly environment: Readonly<Record<string, string>>;
}

/** Many environments of one app deploy the same, unless it was built anew in between. */
let latest: BuiltServices | undefined;

function latestServices(): BuiltServices {
  const isThere = latest !== undefined && Object.values(latest.assets).every((file) => existsSync(file));
  return isThere ? latest! : (latest = builtServices());
}

/** A version never changes: browsers and edge locations keep it. */
const FOREVER = "public, max-age=31536000, immutable";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/**
 * Uploads the services and what their page loads.
 *
 * An asset is a version of one key, and a page names the versions that it was deployed with: `/static/page.js?versionId=…`. Whatever a release uploads, and however it ends, the processes of the
 * release before have their own assets for as long as the bucket keeps noncurrent versions. A key for each content would be deleted by Terraform once no code names it, before those
 * processes are gone.
 */
export function uploadServices(
  releases: Bucket,
  assets: Bucket,
): { readonly tradingApi: UploadedService; readonly webFrontend: UploadedService } {
  const built = latestServices();
  const program = (id: string, name: string, { file, version }: BuiltService): UploadedService => ({
    release: releases.addObject(id, { key: `${name}/${name}.cjs`, source: file, contentType: "text/javascript; charset=utf-8" }),
    environment: { SERVICE_NAME: name, SERVICE_VERSION: version },
  });
  const asset = (id: string, name: string, source: string): string => {
    const contentType = CONTENT_TYPES[extname(source)];
    const { versionId } = assets.addObject(id, { key: `static/${name}`, source, contentType, cacheControl: FOREVER });
    return `${name}?versionId=${versionId}`;
  };
  const webFrontend = program("WebFrontend", "web-frontend", built.webFrontend);
  const { script, style, icon } = built.assets;
  const versions = {
    ASSET_SCRIPT: asset("Script", "page.js", script),
    ASSET_STYLE: asset("Style", "style.css", style),
    ASSET_ICON: asset("Icon", "icon.svg", icon),
  };
  return {
    tradingApi: program("TradingApi", "trading-api", built.tradingApi),
    webFrontend: { ...webFrontend, environment: { ...webFrontend.environment, ...versions } },
  };
}
