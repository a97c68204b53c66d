import { AuroraCluster, AwsEnvironment } from "../../src";

/** What a service is told of its database: where it is, as whom it logs in, and the region that its tokens are signed for. */
export function databaseEnvironment(database: AuroraCluster, user: string): Readonly<Record<string, string>> {
  return {
    DATABASE_HOST: database.endpoint,
    DATABASE_PORT: `${database.port}`,
    DATABASE_NAME: database.databaseName!,
    DATABASE_USER: user,
    DATABASE_REGION: AwsEnvironment.of(database).region,
  };
}
