package typescript

import "github.com/nhivet/nhivet/internal/code"

// Documentation that several rows rest on.
const (
	docProviders = "https://ai-sdk.dev/providers/ai-sdk-providers/"
	docLangChain = "https://docs.langchain.com/oss/javascript/integrations/chat"
	docAWS       = "https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html"
	docAzure     = "https://learn.microsoft.com/javascript/api/@azure/identity/"
	docGoogle    = "https://github.com/googleapis/google-auth-library-nodejs#readme"
	docVault     = "https://github.com/nodevault/node-vault#readme"
	docJWT       = "https://github.com/auth0/node-jsonwebtoken#readme"
	docJose      = "https://github.com/panva/jose/blob/main/docs/jwt/sign/classes/SignJWT.md"
	docOctokit   = "https://github.com/octokit/octokit.js#authentication"
	docSlack     = "https://docs.slack.dev/tools/node-slack-sdk/web-api/"
	docBolt      = "https://docs.slack.dev/tools/bolt-js/"
	docPG        = "https://node-postgres.com/apis/client"
)

// awsClients are clients of AWS that programs make most.
const awsClients = "@aws-sdk/client-s3.S3Client @aws-sdk/client-s3.S3 @aws-sdk/client-sts.STSClient @aws-sdk/client-dynamodb.DynamoDBClient @aws-sdk/client-bedrock-runtime.BedrockRuntimeClient " +
	"@aws-sdk/client-bedrock-agent-runtime.BedrockAgentRuntimeClient @aws-sdk/client-bedrock-agentcore.BedrockAgentCoreClient @aws-sdk/client-lambda.LambdaClient @aws-sdk/client-sqs.SQSClient " +
	"@aws-sdk/client-sns.SNSClient @aws-sdk/client-ses.SESClient @aws-sdk/client-secrets-manager.SecretsManagerClient @aws-sdk/client-ssm.SSMClient @aws-sdk/client-iam.IAMClient " +
	"@aws-sdk/client-ec2.EC2Client @aws-sdk/client-kms.KMSClient @aws-sdk/client-cloudwatch-logs.CloudWatchLogsClient @aws-sdk/client-eventbridge.EventBridgeClient @aws-sdk/client-sfn.SFNClient"

// sinks are the places that take a credential.
var sinks = []code.Sink{
	// Models.
	{Calls: "openai openai.OpenAI", Arg: "apiKey", As: "OPENAI_API_KEY", Source: docOpenAI},
	{Calls: "openai.AzureOpenAI", Arg: "apiKey", As: "AZURE_OPENAI_API_KEY", Source: "https://github.com/openai/openai-node#microsoft-azure-openai"},
	{Calls: "@anthropic-ai/sdk @anthropic-ai/sdk.Anthropic", Arg: "apiKey", As: "ANTHROPIC_API_KEY", Source: docAnthrop},
	{Calls: "@anthropic-ai/sdk @anthropic-ai/sdk.Anthropic", Arg: "authToken", As: "ANTHROPIC_AUTH_TOKEN", Source: docAnthrop},
	{Calls: "@anthropic-ai/bedrock-sdk @anthropic-ai/bedrock-sdk.AnthropicBedrock", Arg: "awsSecretKey", As: "AWS_SECRET_ACCESS_KEY", Absent: "awsSessionToken", Source: docAnthrop},
	{Calls: "@google/genai.GoogleGenAI", Arg: "apiKey", As: "GEMINI_API_KEY", Source: docGenAI},
	{Calls: "@google/generative-ai.GoogleGenerativeAI", Pos: 1, As: "GOOGLE_API_KEY", Source: "https://github.com/google-gemini/deprecated-generative-ai-js#readme"},
	{Calls: "groq-sdk groq-sdk.Groq", Arg: "apiKey", As: "GROQ_API_KEY", Source: "https://github.com/groq/groq-typescript#usage"},
	{Calls: "@mistralai/mistralai.Mistral", Arg: "apiKey", As: "MISTRAL_API_KEY", Source: "https://github.com/mistralai/client-ts#readme"},
	{Calls: "cohere-ai.CohereClient cohere-ai.CohereClientV2", Arg: "token", As: "COHERE_API_KEY", Source: "https://docs.cohere.com/reference/about"},
	{Calls: "together-ai", Arg: "apiKey", As: "TOGETHER_API_KEY", Source: "https://github.com/togethercomputer/together-typescript#usage"},
	{Calls: "replicate", Arg: "auth", As: "REPLICATE_API_TOKEN", Source: "https://github.com/replicate/replicate-javascript#readme"},
	{Calls: "@ai-sdk/openai.createOpenAI", Arg: "apiKey", As: "OPENAI_API_KEY", Source: docProviders + "openai"},
	{Calls: "@ai-sdk/anthropic.createAnthropic", Arg: "apiKey", As: "ANTHROPIC_API_KEY", Source: docProviders + "anthropic"},
	{Calls: "@ai-sdk/google.createGoogleGenerativeAI", Arg: "apiKey", As: "GOOGLE_GENERATIVE_AI_API_KEY", Source: docProviders + "google-generative-ai"},
	{Calls: "@ai-sdk/azure.createAzure", Arg: "apiKey", As: "AZURE_OPENAI_API_KEY", Source: docProviders + "azure"},
	{Calls: "@ai-sdk/mistral.createMistral", Arg: "apiKey", As: "MISTRAL_API_KEY", Source: docProviders + "mistral"},
	{Calls: "@ai-sdk/groq.createGroq", Arg: "apiKey", As: "GROQ_API_KEY", Source: docProviders + "groq"},
	{Calls: "@ai-sdk/xai.createXai", Arg: "apiKey", As: "XAI_API_KEY", Source: docProviders + "xai"},
	{Calls: "@ai-sdk/deepseek.createDeepSeek", Arg: "apiKey", As: "DEEPSEEK_API_KEY", Source: docProviders + "deepseek"},
	{Calls: "@ai-sdk/amazon-bedrock.createAmazonBedrock", Arg: "secretAccessKey", As: "AWS_SECRET_ACCESS_KEY", Absent: "sessionToken", Source: docProviders + "amazon-bedrock"},
	{Calls: "@ai-sdk/openai-compatible.createOpenAICompatible", Arg: "apiKey", As: "LLM_API_KEY", Source: "https://ai-sdk.dev/providers/openai-compatible-providers"},
	{Calls: "@openrouter/ai-sdk-provider.createOpenRouter", Arg: "apiKey", As: "OPENROUTER_API_KEY", Source: "https://ai-sdk.dev/providers/community-providers/openrouter"},
	{Calls: "@openai/agents.setDefaultOpenAIKey", Pos: 1, As: "OPENAI_API_KEY", Source: "https://openai.github.io/openai-agents-js/guides/config/"},
	{Calls: "@openai/agents.setTracingExportApiKey", Pos: 1, As: "OPENAI_API_KEY", Source: "https://openai.github.io/openai-agents-js/guides/tracing/"},
	{Calls: "@langchain/openai.ChatOpenAI @langchain/openai.OpenAIEmbeddings @langchain/openai.OpenAI", Arg: "apiKey", As: "OPENAI_API_KEY", Source: docLangChain + "/openai"},
	{Calls: "@langchain/openai.ChatOpenAI @langchain/openai.OpenAIEmbeddings @langchain/openai.OpenAI", Arg: "openAIApiKey", As: "OPENAI_API_KEY", Source: docLangChain + "/openai"},
	{Calls: "@langchain/openai.AzureChatOpenAI @langchain/openai.AzureOpenAIEmbeddings", Arg: "azureOpenAIApiKey", As: "AZURE_OPENAI_API_KEY", Source: docLangChain + "/azure"},
	{Calls: "@langchain/anthropic.ChatAnthropic", Arg: "apiKey", As: "ANTHROPIC_API_KEY", Source: docLangChain + "/anthropic"},
	{Calls: "@langchain/anthropic.ChatAnthropic", Arg: "anthropicApiKey", As: "ANTHROPIC_API_KEY", Source: docLangChain + "/anthropic"},
	{Calls: "@langchain/google-genai.ChatGoogleGenerativeAI @langchain/google-genai.GoogleGenerativeAIEmbeddings", Arg: "apiKey", As: "GOOGLE_API_KEY", Source: docLangChain + "/google_generative_ai"},
	{Calls: "@langchain/groq.ChatGroq", Arg: "apiKey", As: "GROQ_API_KEY", Source: docLangChain + "/groq"},
	{Calls: "@langchain/mistralai.ChatMistralAI", Arg: "apiKey", As: "MISTRAL_API_KEY", Source: docLangChain + "/mistral"},
	{Calls: "@langchain/aws.ChatBedrockConverse", Arg: "credentials.secretAccessKey", As: "AWS_SECRET_ACCESS_KEY", Absent: "credentials.sessionToken", Source: docLangChain + "/bedrock_converse"},
	{Calls: "@genkit-ai/googleai.googleAI @genkit-ai/google-genai.googleAI", Arg: "apiKey", As: "GEMINI_API_KEY", Source: "https://genkit.dev/docs/integrations/google-genai/"},
	{Calls: "@genkit-ai/compat-oai/openai.openAI", Arg: "apiKey", As: "OPENAI_API_KEY", Source: "https://genkit.dev/docs/integrations/openai/"},

	// Tools of agents.
	{Calls: "@tavily/core.tavily", Arg: "apiKey", As: "TAVILY_API_KEY", Source: "https://docs.tavily.com/sdk/javascript/reference"},
	{Calls: "exa-js exa-js.Exa", Pos: 1, As: "EXA_API_KEY", Source: "https://docs.exa.ai/sdks/typescript-sdk-specification"},
	{Calls: "@mendable/firecrawl-js", Arg: "apiKey", As: "FIRECRAWL_API_KEY", Source: "https://docs.firecrawl.dev/sdks/node"},
	{Calls: "@pinecone-database/pinecone.Pinecone", Arg: "apiKey", As: "PINECONE_API_KEY", Source: "https://github.com/pinecone-io/pinecone-ts-client#readme"},
	{Calls: "@qdrant/js-client-rest.QdrantClient", Arg: "apiKey", As: "QDRANT_API_KEY", Source: "https://github.com/qdrant/qdrant-js#readme"},
	{Calls: "langfuse.Langfuse langfuse-node.Langfuse @langfuse/client.LangfuseClient", Arg: "secretKey", As: "LANGFUSE_SECRET_KEY", Source: "https://langfuse.com/docs/observability/sdk/typescript/overview"},
	{Calls: "langsmith.Client", Arg: "apiKey", As: "LANGSMITH_API_KEY", Source: "https://docs.langchain.com/langsmith/reference"},
	{Calls: "@e2b/code-interpreter.Sandbox.create e2b.Sandbox.create", Arg: "apiKey", As: "E2B_API_KEY", Source: "https://e2b.dev/docs/sdk-reference/js-sdk"},
	{Calls: "@composio/core.Composio", Arg: "apiKey", As: "COMPOSIO_API_KEY", Source: "https://docs.composio.dev/docs/quickstart"},

	// Clouds. Keys that STS issues always come with a session token; one without is a
	// long-lived one.
	{Calls: awsClients, Arg: "credentials.secretAccessKey", As: "AWS_SECRET_ACCESS_KEY", Absent: "credentials.sessionToken", Source: docAWS},
	{Calls: "aws-sdk.config.update aws-sdk.Credentials aws-sdk.S3 aws-sdk.DynamoDB aws-sdk.STS aws-sdk.Lambda", Arg: "secretAccessKey", As: "AWS_SECRET_ACCESS_KEY", Absent: "sessionToken", Source: "https://docs.aws.amazon.com/sdk-for-javascript/v2/developer-guide/setting-credentials-node.html"},
	{Calls: "@azure/identity.ClientSecretCredential", Pos: 3, As: "AZURE_CLIENT_SECRET", Source: docAzure + "clientsecretcredential"},
	{Calls: "@azure/identity.UsernamePasswordCredential", Pos: 4, As: "AZURE_PASSWORD", Source: docAzure + "usernamepasswordcredential"},
	{Calls: "@azure/core-auth.AzureKeyCredential @azure/openai.AzureKeyCredential @azure/search-documents.AzureKeyCredential", Pos: 1, Source: "https://learn.microsoft.com/javascript/api/@azure/core-auth/azurekeycredential"},
	{Calls: "@azure/storage-blob.StorageSharedKeyCredential", Pos: 2, As: "AZURE_STORAGE_KEY", Source: "https://learn.microsoft.com/javascript/api/@azure/storage-blob/storagesharedkeycredential"},
	{Calls: "@azure/msal-node.ConfidentialClientApplication", Arg: "auth.clientSecret", As: "AZURE_CLIENT_SECRET", Source: "https://learn.microsoft.com/entra/msal/javascript/node/initialize-confidential-client-application"},
	{Calls: "google-auth-library.OAuth2Client googleapis.google.auth.OAuth2", Pos: 2, As: "GOOGLE_CLIENT_SECRET", Source: docGoogle},
	{Calls: "google-auth-library.JWT googleapis.google.auth.JWT", Arg: "key", As: "GOOGLE_PRIVATE_KEY", Source: docGoogle},
	{Calls: "google-auth-library.GoogleAuth googleapis.google.auth.GoogleAuth", Arg: "credentials.private_key", As: "GOOGLE_PRIVATE_KEY", Source: docGoogle},

	// Stores, clusters and services.
	{Calls: "@kubernetes/client-node.KubeConfig().loadFromClusterAndUser", Arg: "token", As: "KUBERNETES_TOKEN", Source: "https://github.com/kubernetes-client/javascript/blob/main/src/config.ts"},
	{Calls: "@supabase/supabase-js.createClient @supabase/ssr.createServerClient", Pos: 2, Source: "https://supabase.com/docs/guides/api/api-keys"},
	{Calls: "node-vault", Arg: "token", As: "VAULT_TOKEN", Source: docVault},
	{Calls: "node-vault().approleLogin", Arg: "secret_id", As: "VAULT_APPROLE_SECRET", Source: docVault},
	{Calls: "octokit.Octokit @octokit/rest.Octokit @octokit/core.Octokit", Arg: "auth", As: "GITHUB_TOKEN", Source: docOctokit},
	{Calls: "octokit.App @octokit/app.App @octokit/auth-app.createAppAuth", Arg: "privateKey", As: "GITHUB_APP_PRIVATE_KEY", Source: docOctokit},
	{Calls: "@octokit/rest.Octokit octokit.Octokit", Arg: "auth.privateKey", As: "GITHUB_APP_PRIVATE_KEY", Source: docOctokit},
	{Calls: "@octokit/graphql.graphql.defaults", Arg: "headers.authorization", As: "GITHUB_TOKEN", Source: docOctokit},
	{Calls: "@gitbeaker/rest.Gitlab @gitbeaker/node.Gitlab", Arg: "token", As: "GITLAB_TOKEN", Source: "https://github.com/jdalrymple/gitbeaker#readme"},
	{Calls: "@slack/web-api.WebClient", Pos: 1, As: "SLACK_BOT_TOKEN", Source: docSlack},
	{Calls: "@slack/bolt.App", Arg: "token", As: "SLACK_BOT_TOKEN", Source: docBolt},
	{Calls: "@slack/bolt.App", Arg: "signingSecret", As: "SLACK_SIGNING_SECRET", Source: docBolt},
	{Calls: "@slack/bolt.App", Arg: "appToken", As: "SLACK_APP_TOKEN", Source: docBolt},
	{Calls: "@notionhq/client.Client", Arg: "auth", As: "NOTION_TOKEN", Source: "https://github.com/makenotion/notion-sdk-js#usage"},
	{Calls: "@linear/sdk.LinearClient", Arg: "apiKey", As: "LINEAR_API_KEY", Source: "https://linear.app/developers/sdk"},
	{Calls: "twilio", Pos: 2, As: "TWILIO_AUTH_TOKEN", Source: "https://www.twilio.com/docs/libraries/reference/twilio-node/"},
	{Calls: "stripe stripe.Stripe", Pos: 1, As: "STRIPE_SECRET_KEY", Source: "https://github.com/stripe/stripe-node#usage"},
	{Calls: "@sendgrid/mail.setApiKey", Pos: 1, As: "SENDGRID_API_KEY", Source: "https://github.com/sendgrid/sendgrid-nodejs#readme"},
	{Calls: "resend.Resend", Pos: 1, As: "RESEND_API_KEY", Source: "https://github.com/resend/resend-node#readme"},

	// Keys that sign tokens.
	{Calls: "jsonwebtoken.sign", Pos: 2, As: "JWT_SECRET", Source: docJWT},
	{Calls: "jose.SignJWT().sign", Pos: 1, As: "JWT_SECRET", Source: docJose},

	// Databases.
	{Calls: "pg.Pool pg.Client pg.default.Pool pg.default.Client", Arg: "connectionString", As: "DATABASE_URL", URI: true, Source: docPG},
	{Calls: "pg.Pool pg.Client", Arg: "password", As: "DATABASE_PASSWORD", Source: docPG},
	{Calls: "postgres @neondatabase/serverless.neon", Pos: 1, As: "DATABASE_URL", URI: true, Source: "https://github.com/porsager/postgres#connection"},
	{Calls: "mongodb.MongoClient mongoose.connect", Pos: 1, As: "MONGODB_URI", URI: true, Source: "https://www.mongodb.com/docs/drivers/node/current/connect/mongoclient/"},
	{Calls: "redis.createClient", Arg: "url", As: "REDIS_URL", URI: true, Source: "https://github.com/redis/node-redis#usage"},
	{Calls: "redis.createClient ioredis ioredis.Redis", Arg: "password", As: "REDIS_PASSWORD", Source: "https://github.com/redis/ioredis#connect-to-redis"},
	{Calls: "mysql2/promise.createConnection mysql2/promise.createPool mysql2.createConnection mysql2.createPool", Arg: "password", As: "MYSQL_PASSWORD", Source: "https://sidorares.github.io/node-mysql2/docs"},
	{Calls: "neo4j-driver.auth.basic", Pos: 2, As: "NEO4J_PASSWORD", Source: "https://neo4j.com/docs/javascript-manual/current/connect/"},
	{Calls: "@langchain/langgraph-checkpoint-postgres.PostgresSaver.fromConnString", Pos: 1, As: "DATABASE_URL", URI: true, Source: "https://docs.langchain.com/oss/javascript/langgraph/persistence"},
}
