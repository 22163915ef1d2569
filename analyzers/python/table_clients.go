package python

import "github.com/nhivet/nhivet/internal/code"

// Documentation that several rows rest on.
const (
	docOpenAI     = "https://github.com/openai/openai-python#usage"
	docAnthropic  = "https://github.com/anthropics/anthropic-sdk-python#usage"
	docGenAI      = "https://googleapis.github.io/python-genai/#create-a-client"
	docLangChain  = "https://docs.langchain.com/oss/python/integrations/chat"
	docPydanticAI = "https://ai.pydantic.dev/models/overview/"
	docSmol       = "https://huggingface.co/docs/smolagents/reference/models"
	docLlama      = "https://developers.llamaindex.ai/python/framework/module_guides/models/llms/"
	docHaystack   = "https://docs.haystack.deepset.ai/docs/secret-management"
	docAutoGen    = "https://microsoft.github.io/autogen/stable/reference/python/autogen_ext.models.openai.html"
	docFramework  = "https://learn.microsoft.com/agent-framework/agents/providers/"
	docDapr       = "https://docs.dapr.io/developing-ai/dapr-agents/"
	docStrands    = "https://strandsagents.com/latest/documentation/docs/user-guide/concepts/model-providers/"
	docLiteLLM    = "https://docs.litellm.ai/docs/set_keys"
	docBoto       = "https://docs.aws.amazon.com/boto3/latest/guide/credentials.html"
	docAzure      = "https://learn.microsoft.com/python/api/azure-identity/azure.identity"
	docAzureCore  = "https://learn.microsoft.com/python/api/azure-core/azure.core.credentials"
	docGoogleAuth = "https://googleapis.dev/python/google-auth/latest/reference/google.oauth2.service_account.html"
	docVault      = "https://python-hvac.org/en/stable/overview.html"
	docPyJWT      = "https://pyjwt.readthedocs.io/en/stable/api.html"
	docJose       = "https://python-jose.readthedocs.io/en/latest/jwt/api.html"
	docAuthlib    = "https://docs.authlib.org/en/latest/jose/jwt.html"
	docGitHub     = "https://pygithub.readthedocs.io/en/stable/examples/Authentication.html"
	docSlack      = "https://docs.slack.dev/tools/python-slack-sdk/web/"
	docBolt       = "https://docs.slack.dev/tools/bolt-python/"
	docHub        = "https://huggingface.co/docs/huggingface_hub/package_reference/authentication"
	docSQL        = "https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls"
	docSupabase   = "https://supabase.com/docs/guides/api/api-keys"
	docPsycopg    = "https://www.psycopg.org/docs/module.html#psycopg2.connect"
)

// sinks are the places that take a credential.
var sinks = []code.Sink{
	// Users of Cognito.
	{Calls: "boto3.client(cognito-idp).admin_set_user_password boto3.Session().client(cognito-idp).admin_set_user_password boto3.client(cognito-idp).sign_up boto3.Session().client(cognito-idp).sign_up", Arg: "Password", As: "PASSWORD", Set: true, Source: "https://docs.aws.amazon.com/boto3/latest/reference/services/cognito-idp/client/admin_set_user_password.html"},
	{Calls: "boto3.client(cognito-idp).initiate_auth boto3.client(cognito-idp).admin_initiate_auth boto3.Session().client(cognito-idp).initiate_auth boto3.Session().client(cognito-idp).admin_initiate_auth", Arg: "AuthParameters.PASSWORD", As: "PASSWORD", Set: true, Source: "https://docs.aws.amazon.com/boto3/latest/reference/services/cognito-idp/client/initiate_auth.html"},

	// Keys of a project: the name says whether it is the one that goes round the rules of rows.
	{Calls: "supabase.create_client supabase.acreate_client", Arg: "supabase_key", Pos: 2, Source: docSupabase},

	// Models.
	{Calls: "openai.OpenAI openai.AsyncOpenAI openai.Client openai.AsyncClient", Arg: "api_key", As: "OPENAI_API_KEY", Source: docOpenAI},
	{Calls: "openai.OpenAI openai.AsyncOpenAI", Arg: "admin_api_key", As: "OPENAI_ADMIN_KEY", Source: docOpenAI},
	{Calls: "openai.AzureOpenAI openai.AsyncAzureOpenAI", Arg: "api_key", As: "AZURE_OPENAI_API_KEY", Source: docOpenAI + "#microsoft-azure-openai"},
	{Calls: "agents.set_default_openai_key", Arg: "key", Pos: 1, As: "OPENAI_API_KEY", Source: "https://openai.github.io/openai-agents-python/config/"},
	{Calls: "agents.set_tracing_export_api_key", Arg: "api_key", Pos: 1, As: "OPENAI_API_KEY", Source: "https://openai.github.io/openai-agents-python/tracing/"},
	{Calls: "agents.extensions.models.litellm_model.LitellmModel", Arg: "api_key", As: "LITELLM_API_KEY", Source: "https://openai.github.io/openai-agents-python/models/litellm/"},
	{Calls: "anthropic.Anthropic anthropic.AsyncAnthropic anthropic.Client", Arg: "api_key", As: "ANTHROPIC_API_KEY", Source: docAnthropic},
	{Calls: "anthropic.Anthropic anthropic.AsyncAnthropic", Arg: "auth_token", As: "ANTHROPIC_AUTH_TOKEN", Source: docAnthropic},
	{Calls: "anthropic.AnthropicBedrock anthropic.AsyncAnthropicBedrock", Arg: "aws_secret_key", As: "AWS_SECRET_ACCESS_KEY", Absent: "aws_session_token", Source: docAnthropic},
	{Calls: "google.genai.Client", Arg: "api_key", As: "GEMINI_API_KEY", Source: docGenAI},
	{Calls: "google.generativeai.configure", Arg: "api_key", As: "GOOGLE_API_KEY", Source: "https://ai.google.dev/api/python/google/generativeai/configure"},
	{Calls: "groq.Groq groq.AsyncGroq", Arg: "api_key", As: "GROQ_API_KEY", Source: "https://github.com/groq/groq-python#usage"},
	{Calls: "mistralai.Mistral", Arg: "api_key", As: "MISTRAL_API_KEY", Source: "https://github.com/mistralai/client-python#usage"},
	{Calls: "cohere.Client cohere.ClientV2 cohere.AsyncClient cohere.AsyncClientV2", Arg: "api_key", Pos: 1, As: "COHERE_API_KEY", Source: "https://docs.cohere.com/reference/about"},
	{Calls: "together.Together together.AsyncTogether", Arg: "api_key", As: "TOGETHER_API_KEY", Source: "https://docs.together.ai/docs/openai-api-compatibility"},
	{Calls: "litellm.completion litellm.acompletion litellm.responses litellm.aresponses", Arg: "api_key", As: "LITELLM_API_KEY", Source: docLiteLLM},
	{Calls: "dspy.LM", Arg: "api_key", As: "LLM_API_KEY", Source: "https://dspy.ai/learn/programming/language_models/"},
	{Calls: "crewai.LLM", Arg: "api_key", As: "LLM_API_KEY", Source: "https://docs.crewai.com/en/concepts/llms"},
	{Calls: "langchain_openai.ChatOpenAI langchain_openai.OpenAI langchain_openai.OpenAIEmbeddings langchain.chat_models.ChatOpenAI langchain_community.chat_models.ChatOpenAI", Arg: "api_key", As: "OPENAI_API_KEY", Source: docLangChain + "/openai"},
	{Calls: "langchain_openai.ChatOpenAI langchain_openai.OpenAI langchain_openai.OpenAIEmbeddings langchain.chat_models.ChatOpenAI langchain_community.chat_models.ChatOpenAI", Arg: "openai_api_key", As: "OPENAI_API_KEY", Source: docLangChain + "/openai"},
	{Calls: "langchain_openai.AzureChatOpenAI langchain_openai.AzureOpenAIEmbeddings", Arg: "api_key", As: "AZURE_OPENAI_API_KEY", Source: docLangChain + "/azure_chat_openai"},
	{Calls: "langchain_openai.AzureChatOpenAI langchain_openai.AzureOpenAIEmbeddings", Arg: "openai_api_key", As: "AZURE_OPENAI_API_KEY", Source: docLangChain + "/azure_chat_openai"},
	{Calls: "langchain_anthropic.ChatAnthropic", Arg: "api_key", As: "ANTHROPIC_API_KEY", Source: docLangChain + "/anthropic"},
	{Calls: "langchain_anthropic.ChatAnthropic", Arg: "anthropic_api_key", As: "ANTHROPIC_API_KEY", Source: docLangChain + "/anthropic"},
	{Calls: "langchain_google_genai.ChatGoogleGenerativeAI langchain_google_genai.GoogleGenerativeAIEmbeddings", Arg: "google_api_key", As: "GOOGLE_API_KEY", Source: docLangChain + "/google_generative_ai"},
	{Calls: "langchain_google_genai.ChatGoogleGenerativeAI", Arg: "api_key", As: "GOOGLE_API_KEY", Source: docLangChain + "/google_generative_ai"},
	{Calls: "langchain_groq.ChatGroq", Arg: "api_key", As: "GROQ_API_KEY", Source: docLangChain + "/groq"},
	{Calls: "langchain_groq.ChatGroq", Arg: "groq_api_key", As: "GROQ_API_KEY", Source: docLangChain + "/groq"},
	{Calls: "langchain_mistralai.ChatMistralAI", Arg: "api_key", As: "MISTRAL_API_KEY", Source: docLangChain + "/mistralai"},
	{Calls: "langchain_aws.ChatBedrock langchain_aws.ChatBedrockConverse", Arg: "aws_secret_access_key", As: "AWS_SECRET_ACCESS_KEY", Absent: "aws_session_token", Source: docLangChain + "/bedrock"},
	{Calls: "pydantic_ai.providers.openai.OpenAIProvider", Arg: "api_key", As: "OPENAI_API_KEY", Source: docPydanticAI},
	{Calls: "pydantic_ai.providers.anthropic.AnthropicProvider", Arg: "api_key", As: "ANTHROPIC_API_KEY", Source: docPydanticAI},
	{Calls: "pydantic_ai.providers.google.GoogleProvider pydantic_ai.providers.google_gla.GoogleGLAProvider", Arg: "api_key", As: "GOOGLE_API_KEY", Source: docPydanticAI},
	{Calls: "pydantic_ai.providers.azure.AzureProvider", Arg: "api_key", As: "AZURE_OPENAI_API_KEY", Source: docPydanticAI},
	{Calls: "pydantic_ai.providers.groq.GroqProvider", Arg: "api_key", As: "GROQ_API_KEY", Source: docPydanticAI},
	{Calls: "pydantic_ai.providers.mistral.MistralProvider", Arg: "api_key", As: "MISTRAL_API_KEY", Source: docPydanticAI},
	{Calls: "pydantic_ai.providers.openrouter.OpenRouterProvider", Arg: "api_key", As: "OPENROUTER_API_KEY", Source: docPydanticAI},
	{Calls: "pydantic_ai.providers.deepseek.DeepSeekProvider", Arg: "api_key", As: "DEEPSEEK_API_KEY", Source: docPydanticAI},
	{Calls: "pydantic_ai.providers.bedrock.BedrockProvider", Arg: "aws_secret_access_key", As: "AWS_SECRET_ACCESS_KEY", Absent: "aws_session_token", Source: docPydanticAI},
	{Calls: "strands.models.openai.OpenAIModel", Arg: "client_args.api_key", As: "OPENAI_API_KEY", Source: docStrands + "openai/"},
	{Calls: "strands.models.anthropic.AnthropicModel", Arg: "client_args.api_key", As: "ANTHROPIC_API_KEY", Source: docStrands + "anthropic/"},
	{Calls: "strands.models.litellm.LiteLLMModel", Arg: "client_args.api_key", As: "LITELLM_API_KEY", Source: docStrands + "litellm/"},
	{Calls: "strands.models.gemini.GeminiModel", Arg: "client_args.api_key", As: "GOOGLE_API_KEY", Source: docStrands + "gemini/"},
	{Calls: "smolagents.OpenAIServerModel smolagents.OpenAIModel", Arg: "api_key", As: "OPENAI_API_KEY", Source: docSmol},
	{Calls: "smolagents.AzureOpenAIServerModel smolagents.AzureOpenAIModel", Arg: "api_key", As: "AZURE_OPENAI_API_KEY", Source: docSmol},
	{Calls: "smolagents.LiteLLMModel", Arg: "api_key", As: "LITELLM_API_KEY", Source: docSmol},
	{Calls: "smolagents.InferenceClientModel smolagents.HfApiModel", Arg: "token", As: "HF_TOKEN", Source: docSmol},
	{Calls: "llama_index.llms.openai.OpenAI llama_index.llms.openai.OpenAIResponses", Arg: "api_key", As: "OPENAI_API_KEY", Source: docLlama},
	{Calls: "llama_index.llms.anthropic.Anthropic", Arg: "api_key", As: "ANTHROPIC_API_KEY", Source: docLlama},
	{Calls: "llama_index.llms.google_genai.GoogleGenAI llama_index.llms.gemini.Gemini", Arg: "api_key", As: "GOOGLE_API_KEY", Source: docLlama},
	{Calls: "llama_index.llms.azure_openai.AzureOpenAI", Arg: "api_key", As: "AZURE_OPENAI_API_KEY", Source: docLlama},
	{Calls: "haystack.components.generators.OpenAIGenerator haystack.components.generators.chat.OpenAIChatGenerator", Arg: "api_key", As: "OPENAI_API_KEY", Source: docHaystack},
	{Calls: "haystack_integrations.components.generators.anthropic.AnthropicChatGenerator", Arg: "api_key", As: "ANTHROPIC_API_KEY", Source: docHaystack},
	{Calls: "autogen_ext.models.openai.OpenAIChatCompletionClient", Arg: "api_key", As: "OPENAI_API_KEY", Source: docAutoGen},
	{Calls: "autogen_ext.models.openai.AzureOpenAIChatCompletionClient", Arg: "api_key", As: "AZURE_OPENAI_API_KEY", Source: docAutoGen},
	{Calls: "autogen_ext.models.anthropic.AnthropicChatCompletionClient", Arg: "api_key", As: "ANTHROPIC_API_KEY", Source: docAutoGen},
	{Calls: "agent_framework.openai.OpenAIChatClient agent_framework.openai.OpenAIResponsesClient agent_framework.openai.OpenAIAssistantsClient", Arg: "api_key", As: "OPENAI_API_KEY", Source: docFramework},
	{Calls: "agent_framework.azure.AzureOpenAIChatClient agent_framework.azure.AzureOpenAIResponsesClient", Arg: "api_key", As: "AZURE_OPENAI_API_KEY", Source: docFramework},
	{Calls: "semantic_kernel.connectors.ai.open_ai.OpenAIChatCompletion", Arg: "api_key", As: "OPENAI_API_KEY", Source: docFramework},
	{Calls: "semantic_kernel.connectors.ai.open_ai.AzureChatCompletion", Arg: "api_key", As: "AZURE_OPENAI_API_KEY", Source: docFramework},
	{Calls: "dapr_agents.OpenAIChatClient dapr_agents.llm.OpenAIChatClient", Arg: "api_key", As: "OPENAI_API_KEY", Source: docDapr},
	{Calls: "huggingface_hub.login", Arg: "token", Pos: 1, As: "HF_TOKEN", Source: docHub},
	{Calls: "huggingface_hub.HfApi huggingface_hub.InferenceClient huggingface_hub.AsyncInferenceClient", Arg: "token", As: "HF_TOKEN", Source: docHub},
	{Calls: "huggingface_hub.InferenceClient", Arg: "api_key", As: "HF_TOKEN", Source: docHub},

	// Tools of agents.
	{Calls: "tavily.TavilyClient tavily.AsyncTavilyClient", Arg: "api_key", Pos: 1, As: "TAVILY_API_KEY", Source: "https://docs.tavily.com/sdk/python/reference"},
	{Calls: "langchain_tavily.TavilySearch", Arg: "tavily_api_key", As: "TAVILY_API_KEY", Source: "https://docs.langchain.com/oss/python/integrations/tools/tavily_search"},
	{Calls: "exa_py.Exa", Arg: "api_key", Pos: 1, As: "EXA_API_KEY", Source: "https://docs.exa.ai/sdks/python-sdk-specification"},
	{Calls: "firecrawl.FirecrawlApp firecrawl.Firecrawl", Arg: "api_key", Pos: 1, As: "FIRECRAWL_API_KEY", Source: "https://docs.firecrawl.dev/sdks/python"},
	{Calls: "pinecone.Pinecone", Arg: "api_key", Pos: 1, As: "PINECONE_API_KEY", Source: "https://sdk.pinecone.io/python/"},
	{Calls: "qdrant_client.QdrantClient qdrant_client.AsyncQdrantClient", Arg: "api_key", As: "QDRANT_API_KEY", Source: "https://python-client.qdrant.tech/"},
	{Calls: "mem0.MemoryClient", Arg: "api_key", As: "MEM0_API_KEY", Source: "https://docs.mem0.ai/platform/quickstart"},
	{Calls: "langfuse.Langfuse", Arg: "secret_key", As: "LANGFUSE_SECRET_KEY", Source: "https://langfuse.com/docs/sdk/python"},
	{Calls: "langsmith.Client", Arg: "api_key", As: "LANGSMITH_API_KEY", Source: "https://docs.smith.langchain.com/reference/python/client/langsmith.client.Client"},
	{Calls: "e2b_code_interpreter.Sandbox e2b.Sandbox", Arg: "api_key", As: "E2B_API_KEY", Source: "https://e2b.dev/docs/sdk-reference/code-interpreter-python-sdk"},

	// Clouds. Keys that STS issues always come with a session token; one without is a
	// long-lived one.
	{Calls: "boto3.client boto3.resource boto3.Session boto3.session.Session boto3.Session().client boto3.session.Session().client aioboto3.Session", Arg: "aws_secret_access_key", As: "AWS_SECRET_ACCESS_KEY", Absent: "aws_session_token", Forces: "boto3 finds roles and their session tokens by itself, and does not look for them then", Source: docBoto},
	{Calls: "azure.identity.ClientSecretCredential azure.identity.aio.ClientSecretCredential", Arg: "client_secret", Pos: 3, As: "AZURE_CLIENT_SECRET", Source: docAzure},
	{Calls: "azure.identity.UsernamePasswordCredential", Arg: "password", Pos: 3, As: "AZURE_PASSWORD", Source: docAzure},
	{Calls: "azure.core.credentials.AzureKeyCredential", Arg: "key", Pos: 1, Source: docAzureCore},
	{Calls: "azure.storage.blob.BlobServiceClient.from_connection_string azure.servicebus.ServiceBusClient.from_connection_string azure.cosmos.CosmosClient.from_connection_string azure.data.tables.TableServiceClient.from_connection_string", Arg: "conn_str", Pos: 1, As: "AZURE_STORAGE_CONNECTION_STRING", Source: "https://learn.microsoft.com/python/api/overview/azure/storage-blob-readme"},
	{Calls: "msal.ConfidentialClientApplication", Arg: "client_credential", As: "AZURE_CLIENT_SECRET", Source: "https://learn.microsoft.com/python/api/msal/msal.application.confidentialclientapplication"},
	{Calls: "google.oauth2.credentials.Credentials", Arg: "refresh_token", As: "GOOGLE_REFRESH_TOKEN", Source: docGoogleAuth},

	// Stores, clusters and services.
	{Calls: "kubernetes.client.Configuration", Arg: "api_key.authorization", As: "KUBERNETES_TOKEN", Source: "https://github.com/kubernetes-client/python/blob/master/kubernetes/client/configuration.py"},
	{Calls: "hvac.Client", Arg: "token", Pos: 2, As: "VAULT_TOKEN", Source: docVault},
	{Calls: "hvac.Client().auth.approle.login", Arg: "secret_id", Pos: 2, As: "VAULT_APPROLE_SECRET", Source: docVault},
	{Calls: "hvac.Client().auth.userpass.login", Arg: "password", Pos: 2, As: "VAULT_PASSWORD", Source: docVault},
	{Calls: "github.Github", Arg: "login_or_token", Pos: 1, As: "GITHUB_TOKEN", Source: docGitHub},
	{Calls: "github.Auth.Token", Arg: "token", Pos: 1, As: "GITHUB_TOKEN", Source: docGitHub},
	{Calls: "github.Auth.AppAuth", Arg: "private_key", Pos: 2, As: "GITHUB_APP_PRIVATE_KEY", Source: docGitHub},
	{Calls: "gitlab.Gitlab", Arg: "private_token", As: "GITLAB_TOKEN", Source: "https://python-gitlab.readthedocs.io/en/stable/api-usage.html"},
	{Calls: "slack_sdk.WebClient slack_sdk.web.async_client.AsyncWebClient", Arg: "token", Pos: 1, As: "SLACK_BOT_TOKEN", Source: docSlack},
	{Calls: "slack_bolt.App slack_bolt.async_app.AsyncApp", Arg: "token", As: "SLACK_BOT_TOKEN", Source: docBolt},
	{Calls: "slack_bolt.App slack_bolt.async_app.AsyncApp", Arg: "signing_secret", As: "SLACK_SIGNING_SECRET", Source: docBolt},
	{Calls: "slack_bolt.adapter.socket_mode.SocketModeHandler", Arg: "app_token", Pos: 2, As: "SLACK_APP_TOKEN", Source: docBolt},
	{Calls: "notion_client.Client notion_client.AsyncClient", Arg: "auth", As: "NOTION_TOKEN", Source: "https://ramnes.github.io/notion-sdk-py/"},
	{Calls: "jira.JIRA", Arg: "basic_auth[1]", As: "JIRA_API_TOKEN", Source: "https://jira.readthedocs.io/examples.html#authentication"},
	{Calls: "jira.JIRA", Arg: "token_auth", As: "JIRA_API_TOKEN", Source: "https://jira.readthedocs.io/examples.html#authentication"},
	{Calls: "twilio.rest.Client", Arg: "password", Pos: 2, As: "TWILIO_AUTH_TOKEN", Source: "https://www.twilio.com/docs/libraries/reference/twilio-python/"},
	{Calls: "sendgrid.SendGridAPIClient", Arg: "api_key", Pos: 1, As: "SENDGRID_API_KEY", Source: "https://github.com/sendgrid/sendgrid-python"},

	// Keys that sign tokens.
	{Calls: "jwt.encode jwt.api_jwt.encode", Arg: "key", Pos: 2, As: "JWT_SECRET", Source: docPyJWT},
	{Calls: "jose.jwt.encode", Arg: "key", Pos: 2, As: "JWT_SECRET", Source: docJose},
	{Calls: "authlib.jose.jwt.encode", Arg: "key", Pos: 3, As: "JWT_SECRET", Source: docAuthlib},
	{Calls: "authlib.integrations.requests_client.OAuth2Session authlib.integrations.httpx_client.AsyncOAuth2Client authlib.integrations.httpx_client.OAuth2Client", Arg: "client_secret", Pos: 2, As: "OAUTH_CLIENT_SECRET", Source: "https://docs.authlib.org/en/latest/client/oauth2.html"},

	// Databases.
	{Calls: "sqlalchemy.create_engine sqlalchemy.ext.asyncio.create_async_engine", Arg: "url", Pos: 1, As: "DATABASE_URL", URI: true, Source: docSQL},
	{Calls: "langchain_community.utilities.SQLDatabase.from_uri langchain_community.utilities.sql_database.SQLDatabase.from_uri", Arg: "database_uri", Pos: 1, As: "DATABASE_URL", URI: true, Source: "https://docs.langchain.com/oss/python/integrations/tools/sql_database"},
	{Calls: "langgraph.checkpoint.postgres.PostgresSaver.from_conn_string langgraph.checkpoint.postgres.aio.AsyncPostgresSaver.from_conn_string", Arg: "conn_string", Pos: 1, As: "DATABASE_URL", URI: true, Source: "https://docs.langchain.com/oss/python/langgraph/persistence"},
	{Calls: "psycopg2.connect psycopg.connect psycopg.AsyncConnection.connect asyncpg.connect asyncpg.create_pool psycopg_pool.ConnectionPool psycopg_pool.AsyncConnectionPool", Arg: "dsn", Pos: 1, As: "DATABASE_URL", URI: true, Source: docPsycopg},
	{Calls: "psycopg2.connect psycopg.connect asyncpg.connect asyncpg.create_pool", Arg: "password", As: "DATABASE_PASSWORD", Source: docPsycopg},
	{Calls: "pymongo.MongoClient motor.motor_asyncio.AsyncIOMotorClient", Arg: "host", Pos: 1, As: "MONGODB_URI", URI: true, Source: "https://pymongo.readthedocs.io/en/stable/api/pymongo/mongo_client.html"},
	{Calls: "redis.Redis redis.StrictRedis redis.asyncio.Redis", Arg: "password", As: "REDIS_PASSWORD", Source: "https://redis.readthedocs.io/en/stable/connections.html"},
	{Calls: "redis.from_url redis.Redis.from_url redis.asyncio.from_url", Arg: "url", Pos: 1, As: "REDIS_URL", URI: true, Source: "https://redis.readthedocs.io/en/stable/connections.html"},
	{Calls: "neo4j.GraphDatabase.driver neo4j.AsyncGraphDatabase.driver", Arg: "auth[1]", As: "NEO4J_PASSWORD", Source: "https://neo4j.com/docs/api/python-driver/current/api.html"},
}

// setRow is an attribute that is given a credential: openai.api_key = …
var sets = map[string]code.Sink{
	"openai.api_key":              {As: "OPENAI_API_KEY", Source: docOpenAI},
	"anthropic.api_key":           {As: "ANTHROPIC_API_KEY", Source: docAnthropic},
	"litellm.api_key":             {As: "LITELLM_API_KEY", Source: docLiteLLM},
	"hvac.Client().token":         {As: "VAULT_TOKEN", Source: docVault},
	"stripe.api_key":              {As: "STRIPE_SECRET_KEY", Source: "https://docs.stripe.com/api/authentication?lang=python"},
	"langchain.api_key":           {As: "LANGSMITH_API_KEY", Source: docLangChain},
	"cohere.api_key":              {As: "COHERE_API_KEY", Source: "https://docs.cohere.com/reference/about"},
	"replicate.default_api_token": {As: "REPLICATE_API_TOKEN", Source: "https://github.com/replicate/replicate-python"},
}
