import { emulatorEnvironment, offlineEnvironment } from "../../../tools/support/terraform/aws-settings";

const USER = {
  PATH: "/bin",
  AWS_PROFILE: "production",
  AWS_SESSION_TOKEN: "token",
  AWS_ENDPOINT_URL_S3: "https://s3.example.com",
  AWS_CA_BUNDLE: "/etc/ca.pem",
  TF_CLI_ARGS_plan: "-destroy",
  TF_WORKSPACE: "other",
  NO_PROXY: "internal",
};

test.each([
  ["the emulator", emulatorEnvironment("http://127.0.0.1:5555", USER)],
  ["an offline plan", offlineEnvironment(USER)],
])("nothing of the user's AWS settings reaches %s", (_, env) => {
  for (const name of ["AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL_S3", "TF_CLI_ARGS_plan", "TF_WORKSPACE"]) {
    expect(env).not.toHaveProperty(name);
  }
  expect(env).toMatchObject({ PATH: "/bin", AWS_CA_BUNDLE: "/etc/ca.pem", AWS_EC2_METADATA_DISABLED: "true" });
});

test("the emulator is reached by its URL alone, past any proxy", () => {
  expect(emulatorEnvironment("http://127.0.0.1:5555", USER)).toMatchObject({
    AWS_ENDPOINT_URL: "http://127.0.0.1:5555",
    AWS_ACCESS_KEY_ID: "test",
    NO_PROXY: "internal,127.0.0.1",
  });
});
