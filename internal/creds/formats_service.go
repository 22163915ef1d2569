package creds

// serviceFormats are the credentials of the services that agents call as tools.
var serviceFormats = []Format{
	{ID: "stripe-secret-key", Title: "Stripe live secret key", Vendor: "Stripe", Prefixes: []string{"sk_live_"}, shapes: one(alnum, 24, 247), entropy: 3.5,
		Static: true, Lifetime: never("Stripe: keys have no expiry"), Alternative: ""},
	{ID: "stripe-restricted-key", Title: "Stripe restricted key", Vendor: "Stripe", Prefixes: []string{"rk_live_", "rk_prod_"}, shapes: one(alnum, 24, 247), entropy: 3.5,
		Static: true, Lifetime: never("Stripe: keys have no expiry")},
	{ID: "stripe-test-key", Title: "Stripe test key", Vendor: "Stripe", Prefixes: []string{"sk_test_", "rk_test_"}, shapes: one(alnum, 24, 247), entropy: 3.5, Confidence: 60,
		Static: true, Lifetime: never("Stripe: keys have no expiry")},
	{ID: "stripe-webhook-secret", Life: Unending, Source: "Stripe: a signing secret works until it is rolled", Title: "Stripe webhook secret", Vendor: "Stripe", Prefixes: []string{"whsec_"}, shapes: one(base64e, 32, 64), entropy: 3.8, Static: true},
	{ID: "twilio-auth-token", Title: "Twilio auth token", Vendor: "Twilio", quiet: true, Static: true, Lifetime: never("Twilio: auth tokens have no expiry")},
	{ID: "sendgrid-api-key", Title: "SendGrid API key", Vendor: "SendGrid", Prefixes: []string{"SG."},
		shapes: []shape{{run(word, 22, 22), lit("."), run(word, 43, 43)}}, entropy: 4,
		Static: true, Lifetime: never("SendGrid: keys have no expiry")},
	{ID: "mailgun-api-key", Life: Optional, Source: "Mailgun: an expiry of a key is optional", Title: "Mailgun API key", Vendor: "Mailgun", Prefixes: []string{"key-"}, shapes: one(lowhex, 32, 32), entropy: 3, Static: true, Confidence: 80},
	{ID: "notion-token", Title: "Notion integration token", Vendor: "Notion", Prefixes: []string{"ntn_"},
		shapes: []shape{{run(digits, 11, 11), run(alnum, 35, 35)}}, entropy: 3.8,
		Static: true, Lifetime: never("Notion: integration tokens have no expiry"), Alternative: "an OAuth integration"},
	{ID: "linear-api-key", Title: "Linear API key", Vendor: "Linear", Prefixes: []string{"lin_api_"}, shapes: one(alnum, 40, 40), entropy: 4,
		Static: true, Lifetime: never("Linear: keys have no expiry"), Alternative: "an OAuth application's expiring token"},
	{ID: "airtable-token", Title: "Airtable personal access token", Vendor: "Airtable", quiet: true,
		shapes: []shape{{lit("pat"), run(alnum, 14, 14), lit("."), run(lowhex, 64, 64)}}, entropy: 3,
		Static: true, Lifetime: never("Airtable: tokens have no expiry"), Alternative: "OAuth"},
	{ID: "figma-token", Title: "Figma personal access token", Vendor: "Figma", Prefixes: []string{"figd_"}, shapes: one(word, 38, 42), entropy: 3.8,
		Static: true, Lifetime: lasts(90*day, "Figma: personal access tokens last at most 90 days"), Alternative: "OAuth"},
	{ID: "shopify-token", Title: "Shopify access token", Vendor: "Shopify", Prefixes: []string{"shpat_", "shpca_", "shppa_"}, shapes: one(anyhex, 32, 32), entropy: 3,
		Static: true, Lifetime: never("Shopify: offline tokens do not expire unless asked for"), Alternative: "an expiring offline token"},
	{ID: "shopify-shared-secret", Title: "Shopify shared secret", Vendor: "Shopify", Prefixes: []string{"shpss_"}, shapes: one(anyhex, 32, 32), entropy: 3,
		Static: true, Lifetime: never("Shopify: shared secrets have no expiry")},
	{ID: "postman-api-key", Life: Optional, Source: "Postman: a team sets whether and when keys expire", Title: "Postman API key", Vendor: "Postman", Prefixes: []string{"PMAK-"},
		shapes: []shape{{run(lowhex, 24, 24), lit("-"), run(lowhex, 34, 34)}}, entropy: 3, Static: true},
	{ID: "telegram-bot-token", Infix: []string{":AA"}, Before: 10, back: digits, Title: "Telegram bot token", Vendor: "Telegram", quiet: true,
		shapes: []shape{{run(digits, 8, 10), lit(":AA"), run(word, 32, 33)}}, entropy: 4,
		Static: true, Lifetime: never("Telegram: bot tokens live until they are reissued")},
	{ID: "okta-api-token", Life: Optional, Source: "Okta: a token expires after 30 days without use, and each use renews it", Title: "Okta API token", Vendor: "Okta", quiet: true, Static: true, Alternative: "an OAuth service app with a key"},
	{ID: "auth0-client-secret", Title: "Auth0 client secret", Vendor: "Auth0", quiet: true, Static: true, Lifetime: never("Auth0: client secrets live until they are rotated"), Alternative: "private-key JWT of the client"},
	{ID: "discord-bot-token", check: snowflake, Title: "Discord bot token", Vendor: "Discord", quiet: true,
		shapes: []shape{{run(set("MO"), 1, 1), run(word, 22, 27), lit("."), run(word, 6, 6), lit("."), run(word, 27, 40)}}, entropy: 4,
		Static: true, Lifetime: never("Discord: bot tokens live until they are reset")},
	{ID: "firecrawl-api-key", Title: "Firecrawl API key", Vendor: "Firecrawl", Prefixes: []string{"fc-"}, shapes: one(lowhex, 32, 32), entropy: 3, Static: true, Confidence: 80},
	{ID: "resend-api-key", Title: "Resend API key", Vendor: "Resend", Prefixes: []string{"re_"}, quiet: true,
		shapes: []shape{{run(alnum, 8, 8), lit("_"), run(alnum, 24, 24)}}, entropy: 3.8, Static: true},
	{ID: "exa-api-key", Title: "Exa API key", Vendor: "Exa", quiet: true, Static: true},
	{ID: "browserbase-api-key", Title: "Browserbase API key", Vendor: "Browserbase", Prefixes: []string{"bb_live_"}, shapes: one(word, 27, 40), entropy: 3.5, Static: true},
	{ID: "qdrant-api-key", Title: "Qdrant API key", Vendor: "Qdrant", quiet: true, Static: true, Life: Optional, Usual: 90 * day, Source: "Qdrant Cloud: keys last 90 days unless another expiry or none is chosen; a key of one's own server has none", Alternative: "a JWT with an expiry under granular access"},
	{ID: "weaviate-api-key", Title: "Weaviate API key", Vendor: "Weaviate", quiet: true, Static: true, Alternative: "OIDC"},
	{ID: "encryption-key", Title: "Encryption key of stored credentials", quiet: true, Static: true,
		Lifetime: never("an encryption key has no expiry of its own")},
	// Whoever has it joins the cluster: https://developer.hashicorp.com/consul/docs/secure/encryption/gossip/enable
	{ID: "consul-gossip-key", Title: "Consul gossip key", Vendor: "HashiCorp", quiet: true, Static: true,
		Lifetime: never("HashiCorp Consul: a gossip key has no expiry, it stays until the keyring is rotated")},
}

// structuredFormats have no token shape: finders of their own read them, and
// judge names that promise no vendor.
var structuredFormats = []Format{
	{ID: "private-key", Life: KeyMaterial, Source: "X.509: a key lives as long as what is certified with it", check: byFinder("ASN.1 inside"), Title: "Private key", quiet: true, Static: true, Alternative: "a workload certificate of hours (SPIFFE, cert-manager)"},
	{ID: "ssh-private-key", check: byFinder("format inside"), Title: "SSH private key", quiet: true, Static: true, Lifetime: never("OpenSSH: keys have no expiry"), Alternative: "SSH certificates of hours"},
	{ID: "pgp-private-key", Life: Inside, Source: "OpenPGP (RFC 9580): a key expires where its self-signature says so", check: byFinder("packets inside"), Title: "PGP private key", quiet: true, Static: true},
	{ID: "encrypted-private-key", Life: KeyMaterial, Source: "PKCS #8: a passphrase protects the key", check: byFinder("PEM armour"), Title: "Private key under a passphrase", quiet: true, Static: true, Confidence: 40},
	{ID: "google-service-account-key", check: byFinder("ASN.1 inside"), Title: "Google service account key", Vendor: "Google", quiet: true, Confidence: 100,
		Static: true, Lifetime: never("Google Cloud IAM: service account keys have no expiry by default"), Alternative: "an attached service account or workload identity federation"},
	{ID: "database-url", check: byFinder("parts of an address"), Title: "Connection string with a password", quiet: true, Confidence: 90,
		Static: true, Lifetime: never("a database password has no expiry of its own"), Alternative: "database authentication by identity, or dynamic credentials of hours"},
	{ID: "url-password", check: byFinder("parts of an address"), Life: Unending, Source: "RFC 3986: a password in an address has no expiry of its own", Title: "Address with a password", quiet: true, Confidence: 80, Static: true},
	{ID: "basic-auth", check: byFinder("base64 inside"), Life: Unending, Source: "RFC 7617: a password with each request", Title: "Basic authentication header", quiet: true, Confidence: 85, Static: true},
	{ID: "jwt", Life: Inside, Source: "RFC 7519: exp says it, and a token without exp has no end", check: byFinder("JSON inside, length of the signature"), Title: "JSON Web Token", quiet: true, Confidence: 90},
	{ID: "kubernetes-bound-token", Title: "Kubernetes bound service account token", Vendor: "Kubernetes", quiet: true, Usual: hour, Life: Inside, check: byFinder("JSON inside, length of the signature"),
		Source: "Kubernetes: a bound token lasts an hour by default, ten minutes at least, and states exp", Alternative: "a projected token with an audience and an hour of life"},
	{ID: "aws-presigned-url", Title: "AWS presigned address", Vendor: "AWS", quiet: true, Life: Inside, check: byFinder("fields of the query"), Source: "AWS Signature Version 4: X-Amz-Expires says it, seven days at most", Alternative: "a request that is signed when it is made"},
	{ID: "google-user-credentials", Title: "Google user credentials", Vendor: "Google", quiet: true, Confidence: 95, check: byFinder("fields around"), Static: true, Life: Unending,
		Source: "Google OAuth: a refresh token lives until it is revoked or unused for six months", Alternative: "service account impersonation or workload identity federation"},
	{ID: "kubernetes-service-account-token", Life: Inside, Source: "Kubernetes: tokens of Secrets never expire", check: byFinder("JSON inside, length of the signature"), Title: "Kubernetes service account token", Vendor: "Kubernetes", quiet: true, Alternative: "a projected token with an audience and an hour of life"},
	{ID: "supabase-service-role-key", Life: Inside, Source: "Supabase: the service_role key is a JWT of ten years", check: byFinder("JSON inside, length of the signature"), Title: "Supabase service_role key", Vendor: "Supabase", quiet: true, Administrative: true, Static: true, Alternative: "a secret key for each component, or a user's JWT with row-level security"},
	{ID: "azure-sas", Life: Inside, Source: "Azure Storage: se says it; a user delegation signature lasts at most seven days", check: byFinder("fields of the query"), Title: "Azure shared access signature", Vendor: "Azure", quiet: true, Alternative: "a user delegation signature of hours, or RBAC with a managed identity"},
	{ID: "azure-storage-key", Infix: []string{"+ASt"}, Before: 76, shapes: []shape{{run(base64s, 76, 76), lit("+ASt"), run(base64s, 6, 6), lit("==")}}, entropy: 4, check: byFinder("64 bytes inside"), Title: "Azure storage account key", Vendor: "Azure", quiet: true, Administrative: true,
		Static: true, Lifetime: never("Azure Storage: account keys have no expiry"), Alternative: "Entra RBAC with a managed identity"},
	{ID: "azure-shared-access-key", Infix: []string{"+ASb", "+AEh", "+ARm", "AIoT"}, Before: 33, shapes: sharedAccess("+ASb", "+AEh", "+ARm", "AIoT"), entropy: 4, check: byFinder("32 bytes inside"), Title: "Azure shared access key", Vendor: "Azure", quiet: true,
		Static: true, Lifetime: never("Azure: shared access keys have no expiry"), Alternative: "Entra RBAC with a managed identity"},
	// What a name such as GITHUB_TOKEN promises: personal, of an app, or the job's own.
	{ID: "github-token", Life: Inside, Source: "GitHub: the job's own token ends with the job, a personal one may not end", Title: "GitHub token", Vendor: "GitHub", quiet: true, Alternative: githubApp},
	{ID: "github-personal-token", Life: Optional, Source: "GitHub: an expiry is optional", Title: "GitHub personal access token", Vendor: "GitHub", quiet: true, Static: true, Alternative: githubApp},
	{ID: "api-key", Title: "API key", quiet: true, Static: true, Confidence: 75},
	{ID: "token", Title: "Token", quiet: true, Confidence: 75},
	{ID: "secret-key", Title: "Secret key", quiet: true, Static: true, Confidence: 75},
	{ID: "password", Title: "Password", quiet: true, Static: true, Confidence: 70},
	{ID: "connection-string", Title: "Connection string", quiet: true, Static: true, Confidence: 70},
}

// sharedAccess are the keys of Azure's message services: 33 characters, the
// service's mark, and the rest of 32 bytes in base64.
func sharedAccess(marks ...string) []shape {
	var out []shape
	for _, m := range marks {
		out = append(out, shape{run(base64s, 33, 33), lit(m), run(base64s, 6, 6), lit("=")})
	}
	return out
}
