/**
 * Sends a request to a service with a query API, as an AWS SDK would, without a client of its own.
 *
 * @param service as in the credential's scope: `rds`, `monitoring`, `elasticloadbalancing`
 */
export async function queryApi(
  url: string,
  service: string,
  parameters: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly body: string }> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams(parameters),
  });
  return { status: response.status, body: await response.text() };
}
