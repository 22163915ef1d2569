package creds

// Alternatives that several rows share.
const (
	openaiWIF     = "OpenAI workload identity federation gives the workload a short-lived token"
	anthropicWIF  = "Anthropic workload identity federation gives the workload a token of minutes"
	openrouterWIF = "OpenRouter workload identity federation gives a token of at most 15 minutes"
	bedrockRole   = "let the workload assume an AWS role"
	vertexWIF     = "Vertex AI with workload identity federation or an attached service account"
	azureIdentity = "a managed identity or a federated identity credential"
	awsRole       = "an IAM role (IRSA, EKS Pod Identity, task role or OIDC) gives session credentials"
)

// modelFormats are the keys of model vendors and of the tools around models.
// Shapes are facts that the vendors' own documentation and public secret
// scanners agree on; a row without a prefix is known by its variable's name.
var modelFormats = []Format{
	{ID: "openai-admin-key", Title: "OpenAI admin key", Vendor: "OpenAI", Prefixes: []string{"sk-admin-"}, Administrative: true,
		shapes: one(word, 40, 220), check: marked("T3BlbkFJ"), entropy: 4,
		Static: true, Lifetime: never("OpenAI API: admin keys have no expiry"), Alternative: openaiWIF},
	{ID: "openai-api-key", Title: "OpenAI API key", Vendor: "OpenAI", Prefixes: []string{"sk-proj-", "sk-svcacct-", "sk-None-"},
		shapes: one(word, 40, 220), check: marked("T3BlbkFJ"), entropy: 4,
		Static: true, Lifetime: never("OpenAI API: keys have no expiry"), Alternative: openaiWIF},
	{ID: "openai-user-key", Title: "OpenAI user API key", Vendor: "OpenAI", Prefixes: []string{"sk-"},
		shapes: []shape{{run(alnum, 48, 48)}}, check: marked("T3BlbkFJ"), entropy: 4,
		Static: true, Lifetime: never("OpenAI API: keys have no expiry"), Alternative: openaiWIF},
	{ID: "anthropic-api-key", Title: "Anthropic API key", Vendor: "Anthropic", Prefixes: []string{"sk-ant-api03-"},
		shapes: one(word, 95, 95), check: ends("AA"), entropy: 4,
		Static: true, Lifetime: never("Anthropic API: keys do not expire"), Alternative: anthropicWIF},
	{ID: "anthropic-admin-key", Title: "Anthropic admin key", Vendor: "Anthropic", Prefixes: []string{"sk-ant-admin01-"}, Administrative: true,
		shapes: one(word, 95, 95), check: ends("AA"), entropy: 4,
		Static: true, Lifetime: never("Anthropic Admin API: keys do not expire"), Alternative: anthropicWIF},
	// The same prefix marks federated tokens of minutes and the one-year token
	// of `claude setup-token`, so the life is unknown here, and only the variable
	// for the latter tells it.
	{ID: "anthropic-oauth-token", Life: Inside, Source: "Anthropic: minutes for a federated workload, a year from claude setup-token; the text does not tell", Title: "Anthropic OAuth token", Vendor: "Anthropic", Prefixes: []string{"sk-ant-oat01-"},
		shapes: one(word, 80, 110), entropy: 4, Alternative: anthropicWIF},
	{ID: "claude-setup-token", Title: "Claude Code token", Vendor: "Anthropic", quiet: true, form: "anthropic-oauth-token",
		Static: true, Lifetime: lasts(year, "Claude Code: setup-token makes tokens of one year"), Alternative: anthropicWIF},
	{ID: "anthropic-refresh-token", Life: Unstated, Title: "Anthropic OAuth refresh token", Vendor: "Anthropic", Prefixes: []string{"sk-ant-ort01-"},
		shapes: one(word, 80, 110), entropy: 4, Static: true, Alternative: anthropicWIF},
	{ID: "openrouter-api-key", Life: Optional, Source: "OpenRouter: expires_at of a key is optional", Title: "OpenRouter API key", Vendor: "OpenRouter", Prefixes: []string{"sk-or-v1-"},
		shapes: one(lowhex, 64, 64), entropy: 3, Static: true, Alternative: openrouterWIF},
	{ID: "google-api-key", Title: "Google API key", Vendor: "Google", Prefixes: []string{"AIza"}, blob: true,
		shapes: one(word, 35, 35), entropy: 3.8,
		Static: true, Lifetime: never("Google Cloud: API keys have no expiry"), Alternative: vertexWIF},
	{ID: "gemini-auth-key", Title: "Gemini auth key", Vendor: "Google", Prefixes: []string{"AQ.Ab8R"}, blob: true,
		shapes: one(word, 40, 60), entropy: 4,
		Static: true, Lifetime: never("Gemini API: auth keys are static keys of a service account"), Alternative: vertexWIF},
	{ID: "bedrock-api-key", Life: Optional, Source: "Amazon Bedrock: an expiry of a long-term key is chosen at creation, never among them", Title: "Bedrock long-term API key", Vendor: "AWS", Prefixes: []string{"ABSK"}, blob: true,
		shapes: one(base64e, 109, 269), entropy: 4, Static: true, Alternative: bedrockRole},
	{ID: "bedrock-session-key", Usual: 12 * hour, check: bedrockQuery, decode: bedrockLife, Title: "Bedrock short-term API key", Vendor: "AWS", Prefixes: []string{"bedrock-api-key-"}, blob: true,
		shapes: one(base64u, 100, 4096), entropy: 4,
		Lifetime: lasts(12*hour, "Amazon Bedrock: short-term keys last at most 12 hours"), Alternative: bedrockRole},
	{ID: "azure-openai-api-key", Title: "Azure OpenAI key", Vendor: "Azure", quiet: true,
		Static: true, Lifetime: never("Azure AI services: keys have no expiry"), Alternative: azureIdentity},
	{ID: "huggingface-token", Title: "Hugging Face token", Vendor: "Hugging Face", Prefixes: []string{"hf_", "api_org_"},
		shapes: one(letters, 34, 34), entropy: 4,
		Static: true, Lifetime: never("Hugging Face: tokens live until they are deleted"), Alternative: ""},
	{ID: "groq-api-key", Title: "Groq API key", Vendor: "Groq", Prefixes: []string{"gsk_"}, shapes: one(alnum, 52, 52), entropy: 4,
		Static: true, Lifetime: never("GroqCloud: keys have no expiry")},
	{ID: "xai-api-key", Title: "xAI API key", Vendor: "xAI", Prefixes: []string{"xai-"}, shapes: one(alnum, 70, 120), entropy: 4,
		Static: true, Lifetime: never("xAI: keys have no expiry")},
	{ID: "perplexity-api-key", Title: "Perplexity API key", Vendor: "Perplexity", Prefixes: []string{"pplx-"}, shapes: one(alnum, 48, 56), entropy: 4,
		Static: true, Lifetime: never("Perplexity: keys have no expiry")},
	{ID: "together-api-key", Title: "Together AI API key", Vendor: "Together AI", Prefixes: []string{"tgp_v1_"}, shapes: one(word, 43, 43), entropy: 4,
		Static: true, Lifetime: never("Together AI: keys have no expiry")},
	{ID: "cerebras-api-key", Title: "Cerebras API key", Vendor: "Cerebras", Prefixes: []string{"csk-"}, shapes: one(lowdig, 48, 48), entropy: 3.5,
		Static: true, Lifetime: never("Cerebras: keys have no expiry")},
	{ID: "nvidia-api-key", Life: Optional, Source: "NVIDIA NGC: an expiry of an API key is chosen at creation, never among them", Title: "NVIDIA API key", Vendor: "NVIDIA", Prefixes: []string{"nvapi-"}, shapes: one(word, 60, 70), entropy: 4, Static: true},
	{ID: "fireworks-api-key", Title: "Fireworks AI API key", Vendor: "Fireworks AI", Prefixes: []string{"fw_3Z"}, shapes: one(alnum, 20, 24), entropy: 3.5,
		Static: true, Lifetime: never("Fireworks AI: keys have no expiry")},
	{ID: "replicate-api-token", Title: "Replicate API token", Vendor: "Replicate", Prefixes: []string{"r8_"}, shapes: one(alnum, 37, 37), entropy: 4,
		Static: true, Lifetime: never("Replicate: tokens have no expiry")},
	{ID: "sk-api-key", Title: "API key of the form sk-…", Prefixes: []string{"sk-"}, shapes: one(lowhex, 32, 32), entropy: 3, Static: true, Confidence: 85},
	{ID: "elevenlabs-api-key", Title: "ElevenLabs API key", Vendor: "ElevenLabs", Prefixes: []string{"sk_"}, shapes: one(lowhex, 48, 48), entropy: 3, Static: true},
	{ID: "deepseek-api-key", Title: "DeepSeek API key", Vendor: "DeepSeek", quiet: true, Static: true, Lifetime: never("DeepSeek: keys have no expiry")},
	{ID: "mistral-api-key", Life: Optional, Source: "Mistral La Plateforme: an expiry of a key is optional", Title: "Mistral API key", Vendor: "Mistral", quiet: true, Static: true},
	{ID: "cohere-api-key", Title: "Cohere API key", Vendor: "Cohere", quiet: true, Static: true, Lifetime: never("Cohere: keys have no expiry")},
	{ID: "volcengine-api-key", Title: "Volcengine Ark API key", Vendor: "Volcengine", quiet: true, Static: true, Alternative: "a temporary key of GetApiKey, which names its own end"},
	{ID: "litellm-master-key", Title: "LiteLLM master key", Vendor: "LiteLLM", quiet: true, Static: true, Administrative: true,
		Lifetime: never("LiteLLM: the master key has no expiry"), Alternative: "virtual keys with a duration for each agent"},
	{ID: "langsmith-api-key", Life: Optional, Source: "LangSmith: an expiry of an API key is chosen at creation, never among them", Title: "LangSmith personal API key", Vendor: "LangSmith", Prefixes: []string{"lsv2_pt_"},
		shapes: []shape{{run(lowhex, 32, 32), lit("_"), run(lowhex, 10, 10)}}, entropy: 3, Static: true},
	{ID: "langsmith-service-key", Life: Optional, Source: "LangSmith: an expiry of an API key is chosen at creation, never among them", Title: "LangSmith service key", Vendor: "LangSmith", Prefixes: []string{"lsv2_sk_"},
		shapes: []shape{{run(lowhex, 32, 32), lit("_"), run(lowhex, 10, 10)}}, entropy: 3, Static: true},
	{ID: "langfuse-secret-key", Title: "Langfuse secret key", Vendor: "Langfuse", Prefixes: []string{"sk-lf-"}, shapes: uuid, entropy: 2.8,
		Static: true, Life: Optional, Source: "Langfuse, October 2026: an expiry of a key is optional, and none the default"},
	{ID: "pinecone-api-key", Title: "Pinecone API key", Vendor: "Pinecone", Prefixes: []string{"pcsk_"},
		shapes: []shape{{run(alnum, 5, 6), lit("_"), run(alnum, 63, 63)}}, entropy: 4,
		Static: true, Lifetime: never("Pinecone: keys have no expiry")},
	{ID: "tavily-api-key", Title: "Tavily API key", Vendor: "Tavily", Prefixes: []string{"tvly-"}, shapes: one(word, 30, 56), entropy: 3.8,
		Static: true, Lifetime: never("Tavily: keys have no expiry")},
	{ID: "e2b-api-key", Title: "E2B API key", Vendor: "E2B", Prefixes: []string{"e2b_"}, shapes: one(lowhex, 40, 40), entropy: 3,
		Static: true, Lifetime: never("E2B: keys have no expiry")},
	{ID: "wandb-api-key", Title: "Weights & Biases API key", Vendor: "Weights & Biases", Prefixes: []string{"wandb_v1_"}, shapes: one(word, 77, 77), entropy: 4,
		Static: true, Lifetime: never("Weights & Biases: keys have no expiry")},
	{ID: "brave-api-key", Title: "Brave Search API key", Vendor: "Brave", quiet: true, Static: true, Lifetime: never("Brave Search: keys have no expiry")},
	{ID: "serper-api-key", Title: "Serper API key", Vendor: "Serper", quiet: true, Static: true, Lifetime: never("Serper: keys have no expiry")},
}

// uuid is 8-4-4-4-12 lower-case hexadecimal digits.
var uuid = []shape{{run(lowhex, 8, 8), lit("-"), run(lowhex, 4, 4), lit("-"), run(lowhex, 4, 4), lit("-"), run(lowhex, 4, 4), lit("-"), run(lowhex, 12, 12)}}
