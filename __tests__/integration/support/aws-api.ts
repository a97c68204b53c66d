/** Requests as an AWS SDK sends them, in the protocol of each service, without a client of its own: what somebody else does in the account. */

export interface AwsAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * Sends a request to a service with a query API.
 *
 * @param service as in the credential's scope: `rds`, `monitoring`, `elasticloadbalancing`
 */
export function queryApi(url: string, service: string, parameters: Readonly<Record<string, string>>): Promise<AwsAnswer> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return send(url, service, { method: "POST", headers, body: new URLSearchParams(parameters) });
}

/**
 * Sends a request to a service with a JSON API.
 *
 * @param target the service's prefix and the operation: `Logs_20140328.DeleteLogGroup`
 */
export function jsonApi(url: string, service: string, target: string, body: object = {}): Promise<AwsAnswer> {
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
  return send(url, service, { method: "POST", headers, body: JSON.stringify(body) });
}

/**
 * Sends a request to a service with a REST API.
 *
 * @param path with the query string: `/my-bucket?policy`
 */
export function restApi(url: string, service: string, method: string, path: string, body?: string): Promise<AwsAnswer> {
  return send(new URL(path, url).href, service, { method, headers: body === undefined ? {} : { "content-type": "application/xml" }, body });
}

async function send(url: string, service: string, request: RequestInit): Promise<AwsAnswer> {
  const scope = `Credential=test/20260101/eu-central-1/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`;
  const response = await fetch(url, { ...request, headers: { ...request.headers, authorization } });
  return { status: response.status, body: await response.text() };
}
