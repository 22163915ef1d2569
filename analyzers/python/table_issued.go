package python

import (
	"github.com/nhivet/nhivet/internal/code"
	"github.com/nhivet/nhivet/internal/wordset"
)

const docAgentCore = "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity.html"

// injectRows hand a credential to the function under them.
var injectRows = []code.Inject{
	{Calls: "bedrock_agentcore.identity.requires_access_token bedrock_agentcore.identity.auth.requires_access_token", Into: "into", Default: "access_token", Source: docAgentCore},
	{Calls: "bedrock_agentcore.identity.requires_api_key bedrock_agentcore.identity.auth.requires_api_key", Into: "into", Default: "api_key", Source: docAgentCore},
}

// gives are functions that give a credential, and members of what they give.
var gives = map[string]string{
	"bedrock_agentcore.services.identity.IdentityClient().get_token":   "ACCESS_TOKEN",
	"bedrock_agentcore.services.identity.IdentityClient().get_api_key": "API_KEY",
	// https://learn.microsoft.com/python/api/azure-keyvault-secrets/azure.keyvault.secrets.secretclient
	"azure.keyvault.secrets.SecretClient().get_secret().value": "SECRET",
	// https://docs.cloud.google.com/python/docs/reference/secretmanager/latest/google.cloud.secretmanager_v1.types.AccessSecretVersionResponse
	"google.cloud.secretmanager.SecretManagerServiceClient().access_secret_version().payload.data": "SECRET",
	"azure.identity.DefaultAzureCredential().get_token().token":                                    "ACCESS_TOKEN",
	"azure.identity.ManagedIdentityCredential().get_token().token":                                 "ACCESS_TOKEN",
	// https://docs.python.org/3/library/getpass.html
	"getpass.getpass": "PASSWORD",
}

// answers are the names of credentials in what services answer: RFC 6749 section 5.1
// and RFC 7591 section 3.2.1, Cognito, Secrets Manager, IAM and STS.
// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AuthenticationResultType.html
// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
// https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html
var answers = wordset.Of("access_token refresh_token id_token client_secret AccessToken RefreshToken IdToken ClientSecret SecretString SecretAccessKey SessionToken accessToken")

// writerRows write to files. What open makes has the mode 0666 without the bits of the
// umask, and nothing else says which.
var writerRows = []code.Writer{
	{Calls: "open().write open().writelines", Content: 1, Source: "https://docs.python.org/3/library/os.html#os.open"},
	{Calls: "json.dump yaml.dump yaml.safe_dump", Content: 1, To: 2, Source: "https://docs.python.org/3/library/os.html#os.open"},
	{Calls: "pathlib.Path().write_text pathlib.Path().write_bytes", Content: 1, Source: "https://docs.python.org/3/library/pathlib.html#pathlib.Path.write_text"},
}

// interimRows set the password of a user until an administrator sets the one that stays.
var interimRows = []code.Interim{
	{Calls: "boto3.client(cognito-idp).admin_create_user", Arg: "TemporaryPassword", By: "boto3.client(cognito-idp).admin_set_user_password", Last: "Password", Source: "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html"},
}

// optionRows declare options. A variable of the environment that holds the value as
// well, a type and an action make another thing of it.
var optionRows = []code.Option{
	{Begin: "click", End: ".option", Otherwise: "envvar type is_flag prompt hide_input callback", Source: "https://click.palletsprojects.com/en/stable/options/"},
	{Begin: "argparse.ArgumentParser()", End: ".add_argument", Otherwise: "type action nargs choices const", Source: "https://docs.python.org/3/library/argparse.html#the-add-argument-method"},
}
