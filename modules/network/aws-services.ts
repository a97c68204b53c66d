import { IConstruct } from "constructs";
import { IConnectable, Peer, Port } from "../../src/core";
import { CONNECTABLE } from "../../src/core/connections";
import { Validator } from "../../src/internal/validator";

/**
 * Lets a service reach AWS through a network's endpoints; writes no rule for an endpoint that the network doesn't have.
 *
 * @throws ValidationError for something without connections
 */
export function allowAwsServices(
  network: IConstruct,
  client: IConnectable,
  through: { readonly endpoints?: IConnectable; readonly s3PrefixListId?: string; readonly dynamoDbPrefixListId?: string },
): void {
  new Validator(network).props({ client }, { client: CONNECTABLE });
  const { endpoints, s3PrefixListId, dynamoDbPrefixListId } = through;
  if (endpoints) client.connections.allowTo(endpoints, Port.tcp(443), "AWS APIs");
  if (s3PrefixListId) client.connections.allowTo(Peer.prefixList(s3PrefixListId, "S3", "S3"), Port.tcp(443), "objects and packages");
  if (dynamoDbPrefixListId) {
    client.connections.allowTo(Peer.prefixList(dynamoDbPrefixListId, "DynamoDB", "DynamoDB"), Port.tcp(443), "tables");
  }
}
