package creds

const (
	workloadVault = "log in with a platform auth method (Kubernetes, JWT, cloud) for a token of an hour or less"
	terraformWI   = "dynamic provider credentials by workload identity"
	databricksM2M = "OAuth for service principals or token federation gives tokens of about an hour"
	dopplerOIDC   = "a service account identity with OIDC"
)

// cloudFormats are the credentials of clouds, secret stores and data platforms.
var cloudFormats = []Format{
	// The id alone proves nothing; beside its secret, or alone in a file, it
	// says that a user's key exists.
	{ID: "aws-access-key", after: []string{"Credential="}, check: awsAccount, Title: "AWS access key", Vendor: "AWS", Prefixes: []string{"AKIA"}, blob: true, Confidence: 80,
		shapes: one(base32, 16, 16), entropy: 2.8,
		Static: true, Lifetime: never("AWS IAM: access keys of users have no expiry"), Alternative: awsRole},
	{ID: "aws-session-key", check: awsAccount, Usual: hour, Title: "AWS session credentials", Vendor: "AWS", Prefixes: []string{"ASIA"}, blob: true, quiet: true,
		shapes: one(base32, 16, 16), entropy: 2.8,
		Lifetime: lasts(12*hour, "AWS STS: a role's session lasts at most 12 hours"), Alternative: ""},
	{ID: "google-access-token", Title: "Google access token", Vendor: "Google", Prefixes: []string{"ya29."}, entropy: 4,
		shapes:   []shape{{run(word, 60, 2048)}, {run(lowdig, 1, 1), lit("."), run(word, 60, 2048)}}, // a service account's has "c." before
		Lifetime: lasts(hour, "Google Cloud IAM: access tokens last an hour")},
	{ID: "google-client-secret", Title: "Google OAuth client secret", Vendor: "Google", Prefixes: []string{"GOCSPX-"}, shapes: one(word, 28, 28), entropy: 3.5,
		Static: true, Lifetime: never("Google OAuth: client secrets have no expiry")},
	{ID: "google-refresh-token", refine: googleUser, Life: Unending, Source: "Google OAuth: a refresh token lives until it is revoked or unused for six months", Title: "Google OAuth refresh token", Vendor: "Google", Prefixes: []string{"1//0"}, blob: true, shapes: one(word, 60, 120), entropy: 4,
		Static: true, Alternative: "workload identity federation or service account impersonation"},
	{ID: "entra-client-secret", Infix: []string{"7Q~", "8Q~", "9Q~"}, Before: 3, Usual: year, Title: "Entra client secret", Vendor: "Azure", quiet: true,
		shapes:  []shape{{run(azure, 3, 3), run(digits, 1, 1), lit("Q~"), run(azure, 31, 34)}},
		entropy: 4,
		Static:  true, Lifetime: lasts(2*year, "Microsoft Entra: client secrets last at most two years"), Alternative: azureIdentity},
	{ID: "digitalocean-token", Life: Optional, Source: "DigitalOcean: an expiry is chosen at creation, none among them", Title: "DigitalOcean personal access token", Vendor: "DigitalOcean", Prefixes: []string{"dop_v1_"}, shapes: one(lowhex, 64, 64), entropy: 3, Static: true},
	{ID: "digitalocean-oauth-token", Life: Capped, Source: "DigitalOcean OAuth: access tokens last 30 days", Title: "DigitalOcean OAuth token", Vendor: "DigitalOcean", Prefixes: []string{"doo_v1_"}, shapes: one(lowhex, 64, 64), entropy: 3},
	{ID: "digitalocean-refresh-token", Life: Unstated, Title: "DigitalOcean refresh token", Vendor: "DigitalOcean", Prefixes: []string{"dor_v1_"}, shapes: one(lowhex, 64, 64), entropy: 3},
	{ID: "cloudflare-api-token", Life: Optional, Source: "Cloudflare: a token has a TTL (expires_on) only where one is set", Title: "Cloudflare API token", Vendor: "Cloudflare", Prefixes: []string{"cfut_", "cfat_"}, shapes: one(alnum, 40, 56), entropy: 4,
		Static: true, Alternative: "an account token with a TTL"},
	{ID: "cloudflare-global-key", Title: "Cloudflare global API key", Vendor: "Cloudflare", Prefixes: []string{"cfk_"}, shapes: one(alnum, 40, 56), entropy: 4, Administrative: true,
		Static: true, Lifetime: never("Cloudflare: the global key has no expiry"), Alternative: "an account token with a TTL"},
	{ID: "heroku-api-key", Life: Optional, Source: "Heroku: authorizations of the command line last a year, long-lived ones for ever", Title: "Heroku API key", Vendor: "Heroku", Prefixes: []string{"HRKU-AA"}, shapes: one(word, 58, 58), entropy: 4, Static: true},
	{ID: "vercel-token", Life: Optional, Source: "Vercel: an expiry is chosen at creation, none among them", Title: "Vercel token", Vendor: "Vercel", Prefixes: []string{"vcp_", "vci_", "vca_", "vcr_", "vck_"}, shapes: one(alnum, 56, 56), entropy: 4, Static: true},
	{ID: "supabase-access-token", Life: Optional, Source: "Supabase: a token lasts up to a year, or for ever", Title: "Supabase access token", Vendor: "Supabase", Prefixes: []string{"sbp_"}, shapes: one(lowhex, 40, 40), entropy: 3, Administrative: true, Static: true},
	{ID: "supabase-secret-key", Title: "Supabase secret key", Vendor: "Supabase", Prefixes: []string{"sb_secret_"}, shapes: one(word, 31, 31), entropy: 3.8,
		Static: true, Lifetime: never("Supabase: secret keys have no expiry"), Alternative: "a user's JWT with row-level security"},
	{ID: "vault-token", Life: Inside, Source: "Vault: the system maximum is 32 days, but periodic tokens are renewed without end and root tokens may never expire", Title: "Vault service token", Vendor: "Vault", Prefixes: []string{"hvs."}, shapes: []shape{{run(word, 24, 24)}, {run(word, 90, 140)}}, entropy: 3.8,
		Alternative: workloadVault},
	{ID: "vault-batch-token", Life: Inside, Source: "Vault: a batch token has a fixed TTL, within the system maximum of 32 days", Title: "Vault batch token", Vendor: "Vault", Prefixes: []string{"hvb."}, shapes: one(word, 120, 300), entropy: 4,
		Alternative: workloadVault},
	{ID: "hcp-terraform-token", Infix: []string{".atlasv1."}, Before: 14, Life: Optional, Source: "HCP Terraform: an expiry is optional and cannot be changed", Title: "HCP Terraform API token", Vendor: "HashiCorp", quiet: true,
		shapes: []shape{{run(alnum, 14, 14), lit(".atlasv1."), run(wordEq, 60, 70)}}, entropy: 4,
		Static: true, Alternative: terraformWI},
	{ID: "databricks-token", Life: Optional, Source: "Databricks: a token without lifetime_seconds may live for ever; it is revoked after 90 days without use", Title: "Databricks personal access token", Vendor: "Databricks", Prefixes: []string{"dapi"}, blob: true,
		shapes:  []shape{{run(lowhex, 32, 32)}, {run(lowhex, 32, 32), lit("-"), run(digits, 1, 1)}},
		entropy: 3, Static: true, Alternative: databricksM2M},
	{ID: "doppler-token", Life: Optional, Source: "Doppler: an expiry is optional", Title: "Doppler personal or CLI token", Vendor: "Doppler", Prefixes: []string{"dp.pt.", "dp.ct."}, shapes: one(alnum, 40, 44), entropy: 4, Static: true, Alternative: dopplerOIDC},
	{ID: "doppler-service-token", Life: Optional, Source: "Doppler: an expiry is optional", Title: "Doppler service token", Vendor: "Doppler", Prefixes: []string{"dp.st."}, shapes: one(wordDot, 40, 80), entropy: 4, Static: true, Alternative: dopplerOIDC},
	{ID: "doppler-service-account-token", Life: Optional, Source: "Doppler: a service account token is indefinite unless an expiry is given", Title: "Doppler service account token", Vendor: "Doppler", Prefixes: []string{"dp.sa."}, shapes: one(alnum, 40, 44), entropy: 4,
		Static: true, Alternative: dopplerOIDC}, // indefinite unless an expiry is given, which the text does not tell
	{ID: "1password-service-account-token", Life: Optional, Source: "1Password: an expiry is optional at creation", check: holdsJSON(4, "", "signInAddress"), Title: "1Password service account token", Vendor: "1Password", Prefixes: []string{"ops_eyJ"}, shapes: one(base64u, 250, 2048), entropy: 4, Static: true},
	{ID: "datadog-api-key", Title: "Datadog API key", Vendor: "Datadog", quiet: true, Static: true, Lifetime: never("Datadog: keys have no expiry")},
	{ID: "datadog-app-key", Title: "Datadog application key", Vendor: "Datadog", quiet: true, Static: true, Lifetime: never("Datadog: keys have no expiry")},
	{ID: "newrelic-api-key", Title: "New Relic user key", Vendor: "New Relic", Prefixes: []string{"NRAK-"}, shapes: one(set("AZ09"), 27, 27), entropy: 3,
		Static: true, Lifetime: never("New Relic: user keys have no expiry")},
	{ID: "newrelic-insert-key", Title: "New Relic insert key", Vendor: "New Relic", Prefixes: []string{"NRII-"}, shapes: one(word, 32, 32), entropy: 3.5,
		Static: true, Lifetime: never("New Relic: insert keys have no expiry")},
	{ID: "grafana-service-account-token", Life: Optional, Source: "Grafana: seconds to live are optional", check: grafanaSum, Title: "Grafana service account token", Vendor: "Grafana", Prefixes: []string{"glsa_"},
		shapes: []shape{{run(alnum, 32, 32), lit("_"), run(anyhex, 8, 8)}}, entropy: 3.8, Static: true,
		Alternative: "a service account token with seconds to live"},
	{ID: "grafana-cloud-token", Life: Optional, Source: "Grafana Cloud: an expiry of an access policy token is optional", check: holdsJSON(4, "", "k"), Title: "Grafana Cloud access policy token", Vendor: "Grafana", Prefixes: []string{"glc_eyJ"}, shapes: one(base64e, 60, 400), entropy: 4, Static: true},
	{ID: "sentry-org-token", check: holdsJSON(7, "_", "iat"), Title: "Sentry organization token", Vendor: "Sentry", Prefixes: []string{"sntrys_eyJ"}, shapes: []shape{{run(base64e, 36, 340), lit("_"), run(base64s, 43, 43)}}, entropy: 4,
		Static: true, Lifetime: never("Sentry: organization tokens have no expiry")},
	{ID: "sentry-user-token", Title: "Sentry user token", Vendor: "Sentry", Prefixes: []string{"sntryu_"}, shapes: one(lowhex, 64, 64), entropy: 3,
		Static: true, Lifetime: never("Sentry: user tokens have no expiry")},
	{ID: "age-secret-key", check: bech32, Title: "age secret key", Prefixes: []string{"AGE-SECRET-KEY-1"}, shapes: one(set("AZ09"), 58, 58), entropy: 4,
		Static: true, Lifetime: never("age: identities have no expiry")},
}
