package creds

const (
	githubApp   = "a GitHub App's installation token, or the job's own token"
	gitlabOIDC  = "the job token, or id_tokens with OIDC"
	trustedPub  = "trusted publishing by OIDC"
	slackRotate = "token rotation, with access tokens of 12 hours"
)

var (
	classic = one(alnum, 36, 36) // 30 random characters and a checksum
	glShort = []shape{
		{run(word, 20, 20)},
		// routable: payload "." two characters of its length and seven of checksum
		{run(word, 27, 300), lit("."), run(lowdig, 2, 2), run(lowdig, 7, 7)},
		{run(word, 27, 300), lit("."), run(lowdig, 2, 2), lit("."), run(lowdig, 9, 9)},
	}
)

// forgeFormats are the credentials of code hosts, registries and chat.
var forgeFormats = []Format{
	{ID: "github-classic-token", Life: Optional, Source: "GitHub: an expiry is optional; a token is removed after a year without use", Title: "GitHub classic personal access token", Vendor: "GitHub", Prefixes: []string{"ghp_"}, shapes: classic, check: crc62, Confidence: 100,
		Static: true, Alternative: githubApp},
	{ID: "github-fine-grained-token", Life: Optional, Source: "GitHub: the default policy of organizations is at most 366 days", Title: "GitHub fine-grained personal access token", Vendor: "GitHub", Prefixes: []string{"github_pat_"},
		shapes: []shape{{run(alnum, 22, 22), lit("_"), run(alnum, 59, 59)}}, entropy: 4, Static: true, Alternative: githubApp},
	{ID: "github-oauth-token", Title: "GitHub OAuth token", Vendor: "GitHub", Prefixes: []string{"gho_"}, shapes: classic, check: crc62, Confidence: 100,
		Static: true, Lifetime: never("GitHub: OAuth app tokens have no expiry"), Alternative: "a GitHub App's user token, which expires"},
	// Eight hours, unless the app's owner switched expiry off.
	{ID: "github-app-user-token", Life: Inside, Source: "GitHub Apps: eight hours, unless the owner switched expiry off", Title: "GitHub App user token", Vendor: "GitHub", Prefixes: []string{"ghu_"}, shapes: classic, check: crc62, Confidence: 100},
	{ID: "github-installation-token", Title: "GitHub App installation token", Vendor: "GitHub", Prefixes: []string{"ghs_"}, shapes: classic, check: crc62, Confidence: 100,
		Lifetime: lasts(hour, "GitHub: installation tokens last an hour")},
	{ID: "github-refresh-token", Title: "GitHub App refresh token", Vendor: "GitHub", Prefixes: []string{"ghr_"}, shapes: one(alnum, 36, 76), entropy: 4,
		Lifetime: lasts(182*day, "GitHub: refresh tokens last six months")},
	{ID: "gitlab-personal-token", Life: Capped, Usual: year, Source: "GitLab: at most 365 days by default; service accounts' tokens may be set never to expire", check: routable, Title: "GitLab personal, project or group access token", Vendor: "GitLab", Prefixes: []string{"glpat-"}, shapes: glShort, entropy: 3,
		// a service account's token may be set never to expire, so the usual cap
		// of 365 days is not certain
		Static: true, Alternative: gitlabOIDC},
	{ID: "gitlab-deploy-token", Life: Optional, Source: "GitLab: an expiry of a deploy token is optional", check: routable, Title: "GitLab deploy token", Vendor: "GitLab", Prefixes: []string{"gldt-"}, shapes: glShort, entropy: 3, Static: true, Alternative: gitlabOIDC},
	{ID: "gitlab-runner-token", check: routable, Title: "GitLab runner token", Vendor: "GitLab", Prefixes: []string{"glrt-"}, shapes: glShort, entropy: 3,
		Static: true, Lifetime: never("GitLab: runner authentication tokens have no expiry")},
	{ID: "gitlab-trigger-token", Title: "GitLab pipeline trigger token", Vendor: "GitLab", Prefixes: []string{"glptt-"}, shapes: one(word, 40, 60), entropy: 3,
		Static: true, Lifetime: never("GitLab: trigger tokens have no expiry"), Alternative: gitlabOIDC},
	{ID: "gitlab-agent-token", Title: "GitLab agent for Kubernetes token", Vendor: "GitLab", Prefixes: []string{"glagent-"}, shapes: one(word, 50, 60), entropy: 3.5,
		Static: true, Lifetime: never("GitLab: agent tokens have no expiry")},
	{ID: "gitlab-oauth-secret", Title: "GitLab OAuth application secret", Vendor: "GitLab", Prefixes: []string{"gloas-"}, shapes: one(word, 64, 64), entropy: 3.5,
		Static: true, Lifetime: never("GitLab: application secrets have no expiry")},
	{ID: "gitlab-feed-token", Title: "GitLab feed token", Vendor: "GitLab", Prefixes: []string{"glft-"}, shapes: one(word, 20, 70), entropy: 3,
		Static: true, Lifetime: never("GitLab: feed tokens do not expire")},
	{ID: "gitlab-job-token", Title: "GitLab CI job token", Vendor: "GitLab", Prefixes: []string{"glcbt-"}, shapes: one(word, 20, 70), entropy: 3,
		Lifetime: lasts(hour, "GitLab: a job token ends with its job, whose timeout is an hour by default")},
	{ID: "gitlab-mail-token", Title: "GitLab incoming mail token", Vendor: "GitLab", Prefixes: []string{"glimt-"}, shapes: one(word, 20, 70), entropy: 3,
		Static: true, Lifetime: never("GitLab: incoming mail tokens do not expire")},
	{ID: "gitlab-scim-token", Title: "GitLab SCIM token", Vendor: "GitLab", Prefixes: []string{"glsoat-"}, shapes: one(word, 20, 70), entropy: 3, Administrative: true,
		Static: true, Lifetime: never("GitLab: SCIM tokens live until they are reset")},
	{ID: "gitlab-feature-flags-token", Title: "GitLab feature flags client token", Vendor: "GitLab", Prefixes: []string{"glffct-"}, shapes: one(word, 20, 70), entropy: 3,
		Static: true, Lifetime: never("GitLab: feature flags client tokens live until they are reset")},
	// Deprecated; whoever has it adds runners, which then see the jobs' secrets.
	{ID: "gitlab-registration-token", Life: Unending, Source: "GitLab: registration tokens have no expiry, and are deprecated", Title: "GitLab runner registration token", Vendor: "GitLab", Prefixes: []string{"GR1348941"}, shapes: one(word, 20, 20), entropy: 3, Static: true},
	{ID: "atlassian-api-token", Title: "Atlassian API token", Vendor: "Atlassian", Prefixes: []string{"ATATT3"}, shapes: one(wordEq, 180, 200), entropy: 4,
		Static: true, Lifetime: lasts(year, "Atlassian: API tokens last at most a year"), Alternative: "OAuth 2.0 with expiring access tokens"},
	{ID: "npm-token", Title: "npm access token", Vendor: "npm", Prefixes: []string{"npm_"}, shapes: classic, check: crc62, Confidence: 100,
		Static: true, Lifetime: lasts(90*day, "npm: granular tokens last at most 90 days"), Alternative: trustedPub},
	// Trusted publishing issues tokens of the same form for 15 minutes.
	{ID: "pypi-token", Life: Inside, Source: "PyPI: tokens have no expiry, those of trusted publishing last 15 minutes and say so", check: macaroon, decode: pypiLife, Title: "PyPI API token", Vendor: "PyPI", Prefixes: []string{"pypi-AgEIcHlwaS5vcmc", "pypi-AgENdGVzdC5weXBpLm9yZw"}, shapes: one(word, 50, 1000), entropy: 4,
		Static: true, Alternative: trustedPub},
	{ID: "docker-token", Life: Optional, Source: "Docker Hub: an expiry is chosen at creation, none among them", Title: "Docker Hub personal access token", Vendor: "Docker", Prefixes: []string{"dckr_pat_"}, shapes: one(word, 27, 27), entropy: 3.5, Static: true},
	{ID: "docker-organization-token", Life: Optional, Source: "Docker: an expiry is chosen at creation, none among them", Title: "Docker organization access token", Vendor: "Docker", Prefixes: []string{"dckr_oat_"}, shapes: one(word, 32, 32), entropy: 3.5, Static: true},
	{ID: "rubygems-token", Life: Optional, Source: "RubyGems: an expiry of an API key is optional", Title: "RubyGems API key", Vendor: "RubyGems", Prefixes: []string{"rubygems_"}, shapes: one(lowhex, 48, 48), entropy: 3, Static: true, Alternative: trustedPub},
	{ID: "slack-bot-token", Title: "Slack bot token", Vendor: "Slack", Prefixes: []string{"xoxb-"}, shapes: slackNumbers(2, 18, 30), entropy: 3,
		Static: true, Lifetime: never("Slack: bot tokens have no expiry without token rotation"), Alternative: slackRotate},
	{ID: "slack-user-token", Title: "Slack user token", Vendor: "Slack", Prefixes: []string{"xoxp-"}, shapes: slackNumbers(3, 28, 40), entropy: 3,
		Static: true, Lifetime: never("Slack: user tokens have no expiry without token rotation"), Alternative: slackRotate},
	{ID: "slack-rotated-token", Title: "Slack access token under rotation", Vendor: "Slack", Prefixes: []string{"xoxe.xoxb-", "xoxe.xoxp-"}, shapes: one(word, 100, 250), entropy: 4,
		Lifetime: lasts(12*hour, "Slack: with rotation access tokens last 12 hours")},
	{ID: "slack-refresh-token", Life: Unending, Source: "Slack: a refresh token lives until it is used once", Title: "Slack refresh token", Vendor: "Slack", Prefixes: []string{"xoxe-"}, shapes: one(word, 100, 250), entropy: 4, Static: true},
	{ID: "slack-app-token", Title: "Slack app-level token", Vendor: "Slack", Prefixes: []string{"xapp-"},
		shapes:  []shape{{run(digits, 1, 2), lit("-"), run(alnum, 9, 12), lit("-"), run(digits, 10, 15), lit("-"), run(alnum, 40, 80)}},
		entropy: 3.5, Static: true, Lifetime: never("Slack: app-level tokens have no expiry")},
	{ID: "slack-webhook", Title: "Slack webhook address", Vendor: "Slack", Prefixes: []string{"hooks.slack.com/services/"},
		shapes:  []shape{{run(alnum, 9, 12), lit("/"), run(alnum, 9, 12), lit("/"), run(alnum, 23, 25)}},
		entropy: 3.5, Static: true, Lifetime: never("Slack: incoming webhooks have no expiry")},
	{ID: "discord-webhook", Title: "Discord webhook address", Vendor: "Discord", Prefixes: []string{"discord.com/api/webhooks/", "discordapp.com/api/webhooks/"},
		shapes:  []shape{{run(digits, 17, 20), lit("/"), run(word, 60, 72)}},
		entropy: 4, Static: true, Lifetime: never("Discord: webhooks have no expiry")},
}

// slackNumbers is a Slack token: groups of digits, then a secret.
func slackNumbers(groups, min, max int) []shape {
	var s shape
	for range groups {
		s = append(s, run(digits, 10, 13), lit("-"))
	}
	return []shape{append(s, run(alnum, min, max))}
}
