import { ServiceUnit } from "../../modules/alb-asg/boot-script";

/** A service with a release and a variable. */
export const SERVICE_UNIT: ServiceUnit = {
  name: "trading-api",
  release: {
    bucketName: "releases",
    key: "service/server.py",
    versionId: "v1",
    region: "eu-central-1",
    file: "/opt/trading-api/server.py",
  },
  command: "/usr/bin/python3 /opt/trading-api/server.py",
  environment: { PORT: "8080" },
};
