package creds

import "sync"

// known is a documented name of a variable or field.
type known struct {
	class  Class
	format string
}

// knownNames are names whose vendor is certain, in the form that tokens gives:
// lower case, words joined by "_". SDK documentation and the surface catalogue
// of agents are their source.
// The table is made when it is first asked for, as it would be most of what a vet
// tool does on its way up.
var knownNames = sync.OnceValue(func() map[string]known {
	return map[string]known{
		"openai_api_key": {ModelVendorKey, "openai-api-key"}, "openai_admin_key": {ModelVendorKey, "openai-admin-key"}, "openai_key": {ModelVendorKey, "openai-api-key"}, "openai_token": {ModelVendorKey, "openai-api-key"},
		"anthropic_api_key": {ModelVendorKey, "anthropic-api-key"}, "anthropic_auth_token": {ModelVendorKey, "anthropic-oauth-token"}, "anthropic_admin_key": {ModelVendorKey, "anthropic-admin-key"},
		"anthropic_admin_api_key": {ModelVendorKey, "anthropic-admin-key"}, "claude_api_key": {ModelVendorKey, "anthropic-api-key"}, "claude_code_oauth_token": {ModelVendorKey, "claude-setup-token"},
		"gemini_api_key": {ModelVendorKey, "google-api-key"}, "google_api_key": {ModelVendorKey, "google-api-key"}, "google_ai_api_key": {ModelVendorKey, "google-api-key"}, "google_genai_api_key": {ModelVendorKey, "google-api-key"}, "google_generative_ai_api_key": {ModelVendorKey, "google-api-key"},
		"azure_openai_api_key": {ModelVendorKey, "azure-openai-api-key"}, "azure_openai_key": {ModelVendorKey, "azure-openai-api-key"}, "azure_api_key": {ModelVendorKey, "azure-openai-api-key"}, "azureopenai_api_key": {ModelVendorKey, "azure-openai-api-key"},
		"aws_bearer_token_bedrock": {ModelVendorKey, "bedrock-api-key"},
		"mistral_api_key":          {ModelVendorKey, "mistral-api-key"}, "cohere_api_key": {ModelVendorKey, "cohere-api-key"}, "co_api_key": {ModelVendorKey, "cohere-api-key"},
		"hf_token": {ModelVendorKey, "huggingface-token"}, "huggingface_token": {ModelVendorKey, "huggingface-token"}, "hugging_face_hub_token": {ModelVendorKey, "huggingface-token"}, "huggingfacehub_api_token": {ModelVendorKey, "huggingface-token"}, "huggingface_api_key": {ModelVendorKey, "huggingface-token"}, "hf_api_key": {ModelVendorKey, "huggingface-token"},
		"groq_api_key": {ModelVendorKey, "groq-api-key"}, "openrouter_api_key": {ModelVendorKey, "openrouter-api-key"}, "deepseek_api_key": {ModelVendorKey, "deepseek-api-key"},
		"xai_api_key": {ModelVendorKey, "xai-api-key"}, "grok_api_key": {ModelVendorKey, "xai-api-key"}, "together_api_key": {ModelVendorKey, "together-api-key"}, "togetherai_api_key": {ModelVendorKey, "together-api-key"},
		"ark_api_key": {ModelVendorKey, "volcengine-api-key"}, "perplexity_api_key": {ModelVendorKey, "perplexity-api-key"}, "pplx_api_key": {ModelVendorKey, "perplexity-api-key"},
		"cerebras_api_key": {ModelVendorKey, "cerebras-api-key"}, "nvidia_api_key": {ModelVendorKey, "nvidia-api-key"}, "nim_api_key": {ModelVendorKey, "nvidia-api-key"}, "fireworks_api_key": {ModelVendorKey, "fireworks-api-key"},
		"replicate_api_token": {ModelVendorKey, "replicate-api-token"}, "elevenlabs_api_key": {ModelVendorKey, "elevenlabs-api-key"}, "litellm_master_key": {VendorSecret, "litellm-master-key"},

		"langsmith_api_key": {VendorSecret, "langsmith-api-key"}, "langchain_api_key": {VendorSecret, "langsmith-api-key"}, "langfuse_secret_key": {VendorSecret, "langfuse-secret-key"},
		"pinecone_api_key": {VendorSecret, "pinecone-api-key"}, "tavily_api_key": {VendorSecret, "tavily-api-key"}, "e2b_api_key": {VendorSecret, "e2b-api-key"}, "wandb_api_key": {VendorSecret, "wandb-api-key"},
		"brave_api_key": {VendorSecret, "brave-api-key"}, "brave_search_api_key": {VendorSecret, "brave-api-key"}, "serper_api_key": {VendorSecret, "serper-api-key"}, "firecrawl_api_key": {VendorSecret, "firecrawl-api-key"},
		"exa_api_key": {VendorSecret, "exa-api-key"}, "browserbase_api_key": {VendorSecret, "browserbase-api-key"}, "qdrant_api_key": {VendorSecret, "qdrant-api-key"}, "weaviate_api_key": {VendorSecret, "weaviate-api-key"},

		"github_personal_access_token": {VendorSecret, "github-personal-token"}, "github_token": {VendorSecret, "github-token"}, "gh_token": {VendorSecret, "github-token"}, "github_pat": {VendorSecret, "github-personal-token"}, "gh_pat": {VendorSecret, "github-personal-token"},
		"gitlab_token": {VendorSecret, "gitlab-personal-token"}, "gitlab_personal_access_token": {VendorSecret, "gitlab-personal-token"}, "ci_job_token": {VendorSecret, "gitlab-job-token"},
		"slack_bot_token": {VendorSecret, "slack-bot-token"}, "slack_token": {VendorSecret, "slack-bot-token"}, "slack_user_token": {VendorSecret, "slack-user-token"}, "slack_app_token": {VendorSecret, "slack-app-token"}, "slack_webhook_url": {VendorSecret, "slack-webhook"}, "discord_webhook_url": {VendorSecret, "discord-webhook"},
		"discord_bot_token": {VendorSecret, "discord-bot-token"}, "discord_token": {VendorSecret, "discord-bot-token"}, "telegram_bot_token": {VendorSecret, "telegram-bot-token"},
		"notion_token": {VendorSecret, "notion-token"}, "notion_api_key": {VendorSecret, "notion-token"}, "linear_api_key": {VendorSecret, "linear-api-key"}, "airtable_api_key": {VendorSecret, "airtable-token"}, "figma_api_key": {VendorSecret, "figma-token"},
		"jira_api_token": {VendorSecret, "atlassian-api-token"}, "confluence_api_token": {VendorSecret, "atlassian-api-token"}, "atlassian_api_token": {VendorSecret, "atlassian-api-token"}, "okta_api_token": {VendorSecret, "okta-api-token"},
		"grafana_api_key": {VendorSecret, "grafana-service-account-token"}, "grafana_service_account_token": {VendorSecret, "grafana-service-account-token"}, "grafana_token": {VendorSecret, "grafana-service-account-token"},
		"datadog_api_key": {VendorSecret, "datadog-api-key"}, "dd_api_key": {VendorSecret, "datadog-api-key"}, "dd_app_key": {VendorSecret, "datadog-app-key"}, "datadog_app_key": {VendorSecret, "datadog-app-key"},
		"stripe_api_key": {VendorSecret, "stripe-secret-key"}, "stripe_secret_key": {VendorSecret, "stripe-secret-key"}, "stripe_webhook_secret": {VendorSecret, "stripe-webhook-secret"},
		"twilio_auth_token": {VendorSecret, "twilio-auth-token"}, "sendgrid_api_key": {VendorSecret, "sendgrid-api-key"}, "mailgun_api_key": {VendorSecret, "mailgun-api-key"}, "resend_api_key": {VendorSecret, "resend-api-key"},

		"aws_secret_access_key": {VendorSecret, "aws-access-key"}, "aws_secret_key": {VendorSecret, "aws-access-key"}, "secret_access_key": {VendorSecret, "aws-access-key"}, "aws_session_token": {VendorSecret, "aws-session-key"},
		"azure_client_secret": {VendorSecret, "entra-client-secret"}, "arm_client_secret": {VendorSecret, "entra-client-secret"}, "azure_storage_key": {VendorSecret, "azure-storage-key"}, "azure_storage_account_key": {VendorSecret, "azure-storage-key"},
		"azure_storage_connection_string": {VendorSecret, "azure-storage-key"}, "google_client_secret": {VendorSecret, "google-client-secret"}, "gcp_service_account_key": {VendorSecret, "google-service-account-key"}, "google_credentials": {VendorSecret, "google-service-account-key"}, "google_application_credentials_json": {VendorSecret, "google-service-account-key"},
		"vault_token": {VendorSecret, "vault-token"}, "vault_dev_root_token_id": {VendorSecret, "vault-token"}, "tfe_token": {VendorSecret, "hcp-terraform-token"}, "tf_token": {VendorSecret, "hcp-terraform-token"}, "databricks_token": {VendorSecret, "databricks-token"},
		"doppler_token": {VendorSecret, "doppler-token"}, "op_service_account_token": {VendorSecret, "1password-service-account-token"}, "digitalocean_token": {VendorSecret, "digitalocean-token"}, "digitalocean_access_token": {VendorSecret, "digitalocean-token"},
		"cloudflare_api_token": {VendorSecret, "cloudflare-api-token"}, "cloudflare_api_key": {VendorSecret, "cloudflare-global-key"}, "heroku_api_key": {VendorSecret, "heroku-api-key"}, "vercel_token": {VendorSecret, "vercel-token"},
		"supabase_access_token": {VendorSecret, "supabase-access-token"}, "supabase_service_role_key": {VendorSecret, "supabase-service-role-key"}, "supabase_service_key": {VendorSecret, "supabase-service-role-key"},
		"npm_token": {VendorSecret, "npm-token"}, "node_auth_token": {VendorSecret, "npm-token"}, "pypi_token": {VendorSecret, "pypi-token"}, "pypi_api_token": {VendorSecret, "pypi-token"},
		"sentry_auth_token": {VendorSecret, "sentry-org-token"}, "new_relic_api_key": {VendorSecret, "newrelic-api-key"}, "postman_api_key": {VendorSecret, "postman-api-key"}, "shopify_access_token": {VendorSecret, "shopify-token"},

		"zai_api_key": {ModelVendorKey, "zai-api-key"}, "zhipuai_api_key": {ModelVendorKey, "zai-api-key"}, "moonshot_api_key": {ModelVendorKey, "moonshot-api-key"}, "kimi_api_key": {ModelVendorKey, "moonshot-api-key"}, "stability_api_key": {ModelVendorKey, "stability-api-key"},
		"anyscale_api_key": {ModelVendorKey, "anyscale-api-key"}, "voyage_api_key": {ModelVendorKey, "voyage-api-key"}, "jina_api_key": {ModelVendorKey, "jina-api-key"}, "deepgram_api_key": {ModelVendorKey, "deepgram-api-key"}, "assemblyai_api_key": {ModelVendorKey, "assemblyai-api-key"},
		"cartesia_api_key": {ModelVendorKey, "cartesia-api-key"}, "fal_key": {ModelVendorKey, "fal-api-key"}, "runpod_api_key": {VendorSecret, "runpod-api-key"}, "livekit_api_secret": {VendorSecret, "livekit-api-secret"}, "modal_token_secret": {VendorSecret, "modal-token-secret"},
		"llama_cloud_api_key": {VendorSecret, "llamacloud-api-key"}, "mem0_api_key": {VendorSecret, "mem0-api-key"}, "letta_api_key": {VendorSecret, "letta-api-key"}, "helicone_api_key": {VendorSecret, "helicone-api-key"}, "chroma_api_key": {VendorSecret, "chroma-api-key"},
		"turbopuffer_api_key": {VendorSecret, "turbopuffer-api-key"}, "daytona_api_key": {VendorSecret, "daytona-api-key"}, "apify_token": {VendorSecret, "apify-api-token"}, "composio_api_key": {VendorSecret, "composio-api-key"}, "cursor_api_key": {VendorSecret, "cursor-api-key"}, "logfire_token": {VendorSecret, "logfire-token"},
		"posthog_personal_api_key": {VendorSecret, "posthog-personal-key"}, "launchdarkly_sdk_key": {VendorSecret, "launchdarkly-sdk-key"}, "hubspot_access_token": {VendorSecret, "hubspot-token"}, "clickup_api_token": {VendorSecret, "clickup-token"}, "twitter_bearer_token": {VendorSecret, "twitter-bearer-token"},
		"circle_token": {VendorSecret, "circleci-personal-token"}, "circleci_token": {VendorSecret, "circleci-personal-token"}, "buildkite_api_token": {VendorSecret, "buildkite-api-token"}, "sonar_token": {VendorSecret, "sonarqube-token"}, "codecov_token": {VendorSecret, "codecov-token"}, "snyk_token": {VendorSecret, "snyk-token"},
		"cargo_registry_token": {VendorSecret, "crates-token"}, "nuget_api_key": {VendorSecret, "nuget-api-key"}, "artifactory_api_key": {VendorSecret, "artifactory-api-key"}, "pulumi_access_token": {VendorSecret, "pulumi-token"}, "infracost_api_key": {VendorSecret, "infracost-api-key"},
		"netlify_auth_token": {VendorSecret, "netlify-token"}, "fly_api_token": {VendorSecret, "fly-token"}, "render_api_key": {VendorSecret, "render-api-key"}, "prefect_api_key": {VendorSecret, "prefect-api-key"}, "azure_devops_ext_pat": {VendorSecret, "azure-devops-token"}, "gitea_token": {VendorSecret, "gitea-token"},
		"new_relic_license_key": {VendorSecret, "newrelic-license-key"}, "honeycomb_api_key": {VendorSecret, "honeycomb-api-key"}, "axiom_token": {VendorSecret, "axiom-token"}, "ngrok_authtoken": {VendorSecret, "ngrok-auth-token"}, "dt_api_token": {VendorSecret, "dynatrace-token"}, "dynatrace_api_token": {VendorSecret, "dynatrace-token"},
		"upstash_redis_rest_token": {VendorSecret, "upstash-token"}, "neon_api_key": {VendorSecret, "neon-api-key"}, "confluent_api_secret": {VendorSecret, "confluent-api-secret"}, "confluent_cloud_api_secret": {VendorSecret, "confluent-api-secret"}, "azure_search_key": {VendorSecret, "azure-search-key"}, "azure_search_api_key": {VendorSecret, "azure-search-key"},
		"alibaba_cloud_access_key_secret": {VendorSecret, "alibaba-access-secret"}, "tencentcloud_secret_key": {VendorSecret, "tencent-secret-key"}, "ibmcloud_api_key": {VendorSecret, "ibm-cloud-api-key"}, "ic_api_key": {VendorSecret, "ibm-cloud-api-key"}, "scw_secret_key": {VendorSecret, "scaleway-secret-key"},
		"hcloud_token": {VendorSecret, "hetzner-token"}, "linode_token": {VendorSecret, "linode-token"}, "consul_http_token": {VendorSecret, "consul-acl-token"}, "nomad_token": {VendorSecret, "nomad-acl-token"}, "bws_access_token": {VendorSecret, "bitwarden-access-token"},
		"square_access_token": {VendorSecret, "square-access-token"}, "mailchimp_api_key": {VendorSecret, "mailchimp-api-key"}, "brevo_api_key": {VendorSecret, "brevo-api-key"}, "pagerduty_token": {VendorSecret, "pagerduty-api-key"}, "pagerduty_api_key": {VendorSecret, "pagerduty-api-key"}, "clerk_secret_key": {VendorSecret, "clerk-secret-key"},
		"auth0_client_secret": {VendorSecret, "auth0-client-secret"},

		"database_url": {ConnectionString, "database-url"}, "postgres_url": {ConnectionString, "database-url"}, "redis_url": {ConnectionString, "database-url"}, "mongodb_uri": {ConnectionString, "database-url"}, "db_url": {ConnectionString, "database-url"},
		"n8n_encryption_key": {SecretKey, "encryption-key"}, "fernet_key": {SecretKey, "encryption-key"}, "langfuse_encryption_key": {SecretKey, "encryption-key"}, "airflow_core_fernet_key": {SecretKey, "encryption-key"},
		"encryption_key": {SecretKey, "encryption-key"}, "encrypt": {SecretKey, "consul-gossip-key"}, // Consul and Nomad call their gossip key so
		"google_application_credentials": {None, ""},                                                          // a path
		"secret_string":                  {SecretKey, "secret-key"}, "secret_data": {SecretKey, "secret-key"}, // a store's own resources
		"tailscale_auth_key": {SecretKey, "secret-key"}, "ts_authkey": {SecretKey, "secret-key"},
	}
})
