package python

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
	docPsycopg    = "https://www.psycopg.org/docs/module.html#psycopg2.connect"
)

// sinks are the places that take a credential.
var sinks = []sink{
	// Models.
	{calls: "openai.OpenAI openai.AsyncOpenAI openai.Client openai.AsyncClient", arg: "api_key", as: "OPENAI_API_KEY", source: docOpenAI},
	{calls: "openai.OpenAI openai.AsyncOpenAI", arg: "admin_api_key", as: "OPENAI_ADMIN_KEY", source: docOpenAI},
	{calls: "openai.AzureOpenAI openai.AsyncAzureOpenAI", arg: "api_key", as: "AZURE_OPENAI_API_KEY", source: docOpenAI + "#microsoft-azure-openai"},
	{calls: "agents.set_default_openai_key", arg: "key", pos: 1, as: "OPENAI_API_KEY", source: "https://openai.github.io/openai-agents-python/config/"},
	{calls: "agents.set_tracing_export_api_key", arg: "api_key", pos: 1, as: "OPENAI_API_KEY", source: "https://openai.github.io/openai-agents-python/tracing/"},
	{calls: "agents.extensions.models.litellm_model.LitellmModel", arg: "api_key", as: "LITELLM_API_KEY", source: "https://openai.github.io/openai-agents-python/models/litellm/"},
	{calls: "anthropic.Anthropic anthropic.AsyncAnthropic anthropic.Client", arg: "api_key", as: "ANTHROPIC_API_KEY", source: docAnthropic},
	{calls: "anthropic.Anthropic anthropic.AsyncAnthropic", arg: "auth_token", as: "ANTHROPIC_AUTH_TOKEN", source: docAnthropic},
	{calls: "anthropic.AnthropicBedrock anthropic.AsyncAnthropicBedrock", arg: "aws_secret_key", as: "AWS_SECRET_ACCESS_KEY", absent: "aws_session_token", source: docAnthropic},
	{calls: "google.genai.Client", arg: "api_key", as: "GEMINI_API_KEY", source: docGenAI},
	{calls: "google.generativeai.configure", arg: "api_key", as: "GOOGLE_API_KEY", source: "https://ai.google.dev/api/python/google/generativeai/configure"},
	{calls: "groq.Groq groq.AsyncGroq", arg: "api_key", as: "GROQ_API_KEY", source: "https://github.com/groq/groq-python#usage"},
	{calls: "mistralai.Mistral", arg: "api_key", as: "MISTRAL_API_KEY", source: "https://github.com/mistralai/client-python#usage"},
	{calls: "cohere.Client cohere.ClientV2 cohere.AsyncClient cohere.AsyncClientV2", arg: "api_key", pos: 1, as: "COHERE_API_KEY", source: "https://docs.cohere.com/reference/about"},
	{calls: "together.Together together.AsyncTogether", arg: "api_key", as: "TOGETHER_API_KEY", source: "https://docs.together.ai/docs/openai-api-compatibility"},
	{calls: "litellm.completion litellm.acompletion litellm.responses litellm.aresponses", arg: "api_key", as: "LITELLM_API_KEY", source: docLiteLLM},
	{calls: "dspy.LM", arg: "api_key", as: "LLM_API_KEY", source: "https://dspy.ai/learn/programming/language_models/"},
	{calls: "crewai.LLM", arg: "api_key", as: "LLM_API_KEY", source: "https://docs.crewai.com/en/concepts/llms"},
	{calls: "langchain_openai.ChatOpenAI langchain_openai.OpenAI langchain_openai.OpenAIEmbeddings langchain.chat_models.ChatOpenAI langchain_community.chat_models.ChatOpenAI", arg: "api_key", as: "OPENAI_API_KEY", source: docLangChain + "/openai"},
	{calls: "langchain_openai.ChatOpenAI langchain_openai.OpenAI langchain_openai.OpenAIEmbeddings langchain.chat_models.ChatOpenAI langchain_community.chat_models.ChatOpenAI", arg: "openai_api_key", as: "OPENAI_API_KEY", source: docLangChain + "/openai"},
	{calls: "langchain_openai.AzureChatOpenAI langchain_openai.AzureOpenAIEmbeddings", arg: "api_key", as: "AZURE_OPENAI_API_KEY", source: docLangChain + "/azure_chat_openai"},
	{calls: "langchain_openai.AzureChatOpenAI langchain_openai.AzureOpenAIEmbeddings", arg: "openai_api_key", as: "AZURE_OPENAI_API_KEY", source: docLangChain + "/azure_chat_openai"},
	{calls: "langchain_anthropic.ChatAnthropic", arg: "api_key", as: "ANTHROPIC_API_KEY", source: docLangChain + "/anthropic"},
	{calls: "langchain_anthropic.ChatAnthropic", arg: "anthropic_api_key", as: "ANTHROPIC_API_KEY", source: docLangChain + "/anthropic"},
	{calls: "langchain_google_genai.ChatGoogleGenerativeAI langchain_google_genai.GoogleGenerativeAIEmbeddings", arg: "google_api_key", as: "GOOGLE_API_KEY", source: docLangChain + "/google_generative_ai"},
	{calls: "langchain_google_genai.ChatGoogleGenerativeAI", arg: "api_key", as: "GOOGLE_API_KEY", source: docLangChain + "/google_generative_ai"},
	{calls: "langchain_groq.ChatGroq", arg: "api_key", as: "GROQ_API_KEY", source: docLangChain + "/groq"},
	{calls: "langchain_groq.ChatGroq", arg: "groq_api_key", as: "GROQ_API_KEY", source: docLangChain + "/groq"},
	{calls: "langchain_mistralai.ChatMistralAI", arg: "api_key", as: "MISTRAL_API_KEY", source: docLangChain + "/mistralai"},
	{calls: "langchain_aws.ChatBedrock langchain_aws.ChatBedrockConverse", arg: "aws_secret_access_key", as: "AWS_SECRET_ACCESS_KEY", absent: "aws_session_token", source: docLangChain + "/bedrock"},
	{calls: "pydantic_ai.providers.openai.OpenAIProvider", arg: "api_key", as: "OPENAI_API_KEY", source: docPydanticAI},
	{calls: "pydantic_ai.providers.anthropic.AnthropicProvider", arg: "api_key", as: "ANTHROPIC_API_KEY", source: docPydanticAI},
	{calls: "pydantic_ai.providers.google.GoogleProvider pydantic_ai.providers.google_gla.GoogleGLAProvider", arg: "api_key", as: "GOOGLE_API_KEY", source: docPydanticAI},
	{calls: "pydantic_ai.providers.azure.AzureProvider", arg: "api_key", as: "AZURE_OPENAI_API_KEY", source: docPydanticAI},
	{calls: "pydantic_ai.providers.groq.GroqProvider", arg: "api_key", as: "GROQ_API_KEY", source: docPydanticAI},
	{calls: "pydantic_ai.providers.mistral.MistralProvider", arg: "api_key", as: "MISTRAL_API_KEY", source: docPydanticAI},
	{calls: "pydantic_ai.providers.openrouter.OpenRouterProvider", arg: "api_key", as: "OPENROUTER_API_KEY", source: docPydanticAI},
	{calls: "pydantic_ai.providers.deepseek.DeepSeekProvider", arg: "api_key", as: "DEEPSEEK_API_KEY", source: docPydanticAI},
	{calls: "pydantic_ai.providers.bedrock.BedrockProvider", arg: "aws_secret_access_key", as: "AWS_SECRET_ACCESS_KEY", absent: "aws_session_token", source: docPydanticAI},
	{calls: "strands.models.openai.OpenAIModel", arg: "client_args.api_key", as: "OPENAI_API_KEY", source: docStrands + "openai/"},
	{calls: "strands.models.anthropic.AnthropicModel", arg: "client_args.api_key", as: "ANTHROPIC_API_KEY", source: docStrands + "anthropic/"},
	{calls: "strands.models.litellm.LiteLLMModel", arg: "client_args.api_key", as: "LITELLM_API_KEY", source: docStrands + "litellm/"},
	{calls: "strands.models.gemini.GeminiModel", arg: "client_args.api_key", as: "GOOGLE_API_KEY", source: docStrands + "gemini/"},
	{calls: "smolagents.OpenAIServerModel smolagents.OpenAIModel", arg: "api_key", as: "OPENAI_API_KEY", source: docSmol},
	{calls: "smolagents.AzureOpenAIServerModel smolagents.AzureOpenAIModel", arg: "api_key", as: "AZURE_OPENAI_API_KEY", source: docSmol},
	{calls: "smolagents.LiteLLMModel", arg: "api_key", as: "LITELLM_API_KEY", source: docSmol},
	{calls: "smolagents.InferenceClientModel smolagents.HfApiModel", arg: "token", as: "HF_TOKEN", source: docSmol},
	{calls: "llama_index.llms.openai.OpenAI llama_index.llms.openai.OpenAIResponses", arg: "api_key", as: "OPENAI_API_KEY", source: docLlama},
	{calls: "llama_index.llms.anthropic.Anthropic", arg: "api_key", as: "ANTHROPIC_API_KEY", source: docLlama},
	{calls: "llama_index.llms.google_genai.GoogleGenAI llama_index.llms.gemini.Gemini", arg: "api_key", as: "GOOGLE_API_KEY", source: docLlama},
	{calls: "llama_index.llms.azure_openai.AzureOpenAI", arg: "api_key", as: "AZURE_OPENAI_API_KEY", source: docLlama},
	{calls: "haystack.components.generators.OpenAIGenerator haystack.components.generators.chat.OpenAIChatGenerator", arg: "api_key", as: "OPENAI_API_KEY", source: docHaystack},
	{calls: "haystack_integrations.components.generators.anthropic.AnthropicChatGenerator", arg: "api_key", as: "ANTHROPIC_API_KEY", source: docHaystack},
	{calls: "autogen_ext.models.openai.OpenAIChatCompletionClient", arg: "api_key", as: "OPENAI_API_KEY", source: docAutoGen},
	{calls: "autogen_ext.models.openai.AzureOpenAIChatCompletionClient", arg: "api_key", as: "AZURE_OPENAI_API_KEY", source: docAutoGen},
	{calls: "autogen_ext.models.anthropic.AnthropicChatCompletionClient", arg: "api_key", as: "ANTHROPIC_API_KEY", source: docAutoGen},
	{calls: "agent_framework.openai.OpenAIChatClient agent_framework.openai.OpenAIResponsesClient agent_framework.openai.OpenAIAssistantsClient", arg: "api_key", as: "OPENAI_API_KEY", source: docFramework},
	{calls: "agent_framework.azure.AzureOpenAIChatClient agent_framework.azure.AzureOpenAIResponsesClient", arg: "api_key", as: "AZURE_OPENAI_API_KEY", source: docFramework},
	{calls: "semantic_kernel.connectors.ai.open_ai.OpenAIChatCompletion", arg: "api_key", as: "OPENAI_API_KEY", source: docFramework},
	{calls: "semantic_kernel.connectors.ai.open_ai.AzureChatCompletion", arg: "api_key", as: "AZURE_OPENAI_API_KEY", source: docFramework},
	{calls: "dapr_agents.OpenAIChatClient dapr_agents.llm.OpenAIChatClient", arg: "api_key", as: "OPENAI_API_KEY", source: docDapr},
	{calls: "huggingface_hub.login", arg: "token", pos: 1, as: "HF_TOKEN", source: docHub},
	{calls: "huggingface_hub.HfApi huggingface_hub.InferenceClient huggingface_hub.AsyncInferenceClient", arg: "token", as: "HF_TOKEN", source: docHub},
	{calls: "huggingface_hub.InferenceClient", arg: "api_key", as: "HF_TOKEN", source: docHub},

	// Tools of agents.
	{calls: "tavily.TavilyClient tavily.AsyncTavilyClient", arg: "api_key", pos: 1, as: "TAVILY_API_KEY", source: "https://docs.tavily.com/sdk/python/reference"},
	{calls: "langchain_tavily.TavilySearch", arg: "tavily_api_key", as: "TAVILY_API_KEY", source: "https://docs.langchain.com/oss/python/integrations/tools/tavily_search"},
	{calls: "exa_py.Exa", arg: "api_key", pos: 1, as: "EXA_API_KEY", source: "https://docs.exa.ai/sdks/python-sdk-specification"},
	{calls: "firecrawl.FirecrawlApp firecrawl.Firecrawl", arg: "api_key", pos: 1, as: "FIRECRAWL_API_KEY", source: "https://docs.firecrawl.dev/sdks/python"},
	{calls: "pinecone.Pinecone", arg: "api_key", pos: 1, as: "PINECONE_API_KEY", source: "https://sdk.pinecone.io/python/"},
	{calls: "qdrant_client.QdrantClient qdrant_client.AsyncQdrantClient", arg: "api_key", as: "QDRANT_API_KEY", source: "https://python-client.qdrant.tech/"},
	{calls: "mem0.MemoryClient", arg: "api_key", as: "MEM0_API_KEY", source: "https://docs.mem0.ai/platform/quickstart"},
	{calls: "langfuse.Langfuse", arg: "secret_key", as: "LANGFUSE_SECRET_KEY", source: "https://langfuse.com/docs/sdk/python"},
	{calls: "langsmith.Client", arg: "api_key", as: "LANGSMITH_API_KEY", source: "https://docs.smith.langchain.com/reference/python/client/langsmith.client.Client"},
	{calls: "e2b_code_interpreter.Sandbox e2b.Sandbox", arg: "api_key", as: "E2B_API_KEY", source: "https://e2b.dev/docs/sdk-reference/code-interpreter-python-sdk"},

	// Clouds. Keys that STS issues always come with a session token; one without is a
	// long-lived one.
	{calls: "boto3.client boto3.resource boto3.Session boto3.session.Session boto3.Session().client boto3.session.Session().client aioboto3.Session", arg: "aws_secret_access_key", as: "AWS_SECRET_ACCESS_KEY", absent: "aws_session_token", source: docBoto},
	{calls: "azure.identity.ClientSecretCredential azure.identity.aio.ClientSecretCredential", arg: "client_secret", pos: 3, as: "AZURE_CLIENT_SECRET", source: docAzure},
	{calls: "azure.identity.UsernamePasswordCredential", arg: "password", pos: 3, as: "AZURE_PASSWORD", source: docAzure},
	{calls: "azure.core.credentials.AzureKeyCredential", arg: "key", pos: 1, source: docAzureCore},
	{calls: "azure.storage.blob.BlobServiceClient.from_connection_string azure.servicebus.ServiceBusClient.from_connection_string azure.cosmos.CosmosClient.from_connection_string azure.data.tables.TableServiceClient.from_connection_string", arg: "conn_str", pos: 1, as: "AZURE_STORAGE_CONNECTION_STRING", source: "https://learn.microsoft.com/python/api/overview/azure/storage-blob-readme"},
	{calls: "msal.ConfidentialClientApplication", arg: "client_credential", as: "AZURE_CLIENT_SECRET", source: "https://learn.microsoft.com/python/api/msal/msal.application.confidentialclientapplication"},
	{calls: "google.oauth2.credentials.Credentials", arg: "refresh_token", as: "GOOGLE_REFRESH_TOKEN", source: docGoogleAuth},

	// Stores, clusters and services.
	{calls: "hvac.Client", arg: "token", pos: 2, as: "VAULT_TOKEN", source: docVault},
	{calls: "hvac.Client().auth.approle.login", arg: "secret_id", pos: 2, as: "VAULT_SECRET_ID", source: docVault},
	{calls: "hvac.Client().auth.userpass.login", arg: "password", pos: 2, as: "VAULT_PASSWORD", source: docVault},
	{calls: "github.Github", arg: "login_or_token", pos: 1, as: "GITHUB_TOKEN", source: docGitHub},
	{calls: "github.Auth.Token", arg: "token", pos: 1, as: "GITHUB_TOKEN", source: docGitHub},
	{calls: "github.Auth.AppAuth", arg: "private_key", pos: 2, as: "GITHUB_APP_PRIVATE_KEY", source: docGitHub},
	{calls: "gitlab.Gitlab", arg: "private_token", as: "GITLAB_TOKEN", source: "https://python-gitlab.readthedocs.io/en/stable/api-usage.html"},
	{calls: "slack_sdk.WebClient slack_sdk.web.async_client.AsyncWebClient", arg: "token", pos: 1, as: "SLACK_BOT_TOKEN", source: docSlack},
	{calls: "slack_bolt.App slack_bolt.async_app.AsyncApp", arg: "token", as: "SLACK_BOT_TOKEN", source: docBolt},
	{calls: "slack_bolt.App slack_bolt.async_app.AsyncApp", arg: "signing_secret", as: "SLACK_SIGNING_SECRET", source: docBolt},
	{calls: "slack_bolt.adapter.socket_mode.SocketModeHandler", arg: "app_token", pos: 2, as: "SLACK_APP_TOKEN", source: docBolt},
	{calls: "notion_client.Client notion_client.AsyncClient", arg: "auth", as: "NOTION_TOKEN", source: "https://ramnes.github.io/notion-sdk-py/"},
	{calls: "jira.JIRA", arg: "basic_auth[1]", as: "JIRA_API_TOKEN", source: "https://jira.readthedocs.io/examples.html#authentication"},
	{calls: "jira.JIRA", arg: "token_auth", as: "JIRA_API_TOKEN", source: "https://jira.readthedocs.io/examples.html#authentication"},
	{calls: "twilio.rest.Client", arg: "password", pos: 2, as: "TWILIO_AUTH_TOKEN", source: "https://www.twilio.com/docs/libraries/reference/twilio-python/"},
	{calls: "sendgrid.SendGridAPIClient", arg: "api_key", pos: 1, as: "SENDGRID_API_KEY", source: "https://github.com/sendgrid/sendgrid-python"},

	// Keys that sign tokens.
	{calls: "jwt.encode jwt.api_jwt.encode", arg: "key", pos: 2, as: "JWT_SECRET", source: docPyJWT},
	{calls: "jose.jwt.encode", arg: "key", pos: 2, as: "JWT_SECRET", source: docJose},
	{calls: "authlib.jose.jwt.encode", arg: "key", pos: 3, as: "JWT_SECRET", source: docAuthlib},
	{calls: "authlib.integrations.requests_client.OAuth2Session authlib.integrations.httpx_client.AsyncOAuth2Client authlib.integrations.httpx_client.OAuth2Client", arg: "client_secret", pos: 2, as: "OAUTH_CLIENT_SECRET", source: "https://docs.authlib.org/en/latest/client/oauth2.html"},

	// Databases.
	{calls: "sqlalchemy.create_engine sqlalchemy.ext.asyncio.create_async_engine", arg: "url", pos: 1, as: "DATABASE_URL", uri: true, source: docSQL},
	{calls: "langchain_community.utilities.SQLDatabase.from_uri langchain_community.utilities.sql_database.SQLDatabase.from_uri", arg: "database_uri", pos: 1, as: "DATABASE_URL", uri: true, source: "https://docs.langchain.com/oss/python/integrations/tools/sql_database"},
	{calls: "langgraph.checkpoint.postgres.PostgresSaver.from_conn_string langgraph.checkpoint.postgres.aio.AsyncPostgresSaver.from_conn_string", arg: "conn_string", pos: 1, as: "DATABASE_URL", uri: true, source: "https://docs.langchain.com/oss/python/langgraph/persistence"},
	{calls: "psycopg2.connect psycopg.connect psycopg.AsyncConnection.connect asyncpg.connect asyncpg.create_pool psycopg_pool.ConnectionPool psycopg_pool.AsyncConnectionPool", arg: "dsn", pos: 1, as: "DATABASE_URL", uri: true, source: docPsycopg},
	{calls: "psycopg2.connect psycopg.connect asyncpg.connect asyncpg.create_pool", arg: "password", as: "DATABASE_PASSWORD", source: docPsycopg},
	{calls: "pymongo.MongoClient motor.motor_asyncio.AsyncIOMotorClient", arg: "host", pos: 1, as: "MONGODB_URI", uri: true, source: "https://pymongo.readthedocs.io/en/stable/api/pymongo/mongo_client.html"},
	{calls: "redis.Redis redis.StrictRedis redis.asyncio.Redis", arg: "password", as: "REDIS_PASSWORD", source: "https://redis.readthedocs.io/en/stable/connections.html"},
	{calls: "redis.from_url redis.Redis.from_url redis.asyncio.from_url", arg: "url", pos: 1, as: "REDIS_URL", uri: true, source: "https://redis.readthedocs.io/en/stable/connections.html"},
	{calls: "neo4j.GraphDatabase.driver neo4j.AsyncGraphDatabase.driver", arg: "auth[1]", as: "NEO4J_PASSWORD", source: "https://neo4j.com/docs/api/python-driver/current/api.html"},
}

// setRow is an attribute that is given a credential: openai.api_key = …
var sets = map[string]sink{
	"openai.api_key":              {as: "OPENAI_API_KEY", source: docOpenAI},
	"anthropic.api_key":           {as: "ANTHROPIC_API_KEY", source: docAnthropic},
	"litellm.api_key":             {as: "LITELLM_API_KEY", source: docLiteLLM},
	"hvac.Client().token":         {as: "VAULT_TOKEN", source: docVault},
	"stripe.api_key":              {as: "STRIPE_SECRET_KEY", source: "https://docs.stripe.com/api/authentication?lang=python"},
	"langchain.api_key":           {as: "LANGSMITH_API_KEY", source: docLangChain},
	"cohere.api_key":              {as: "COHERE_API_KEY", source: "https://docs.cohere.com/reference/about"},
	"replicate.default_api_token": {as: "REPLICATE_API_TOKEN", source: "https://github.com/replicate/replicate-python"},
}
