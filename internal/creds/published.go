package creds

import "strings"

// publicPrefixes start keys that their issuers mean for everybody to read: they
// stand in pages and in programs that are handed out, and open nothing that must
// stay closed.
var publicPrefixes = []string{
	"phc_",                 // PostHog's project key: posthog.com/docs/api
	"pk_live_", "pk_test_", // Stripe's and Clerk's publishable keys: docs.stripe.com/keys
	"pk_prod_", "pk_dev_", // Liveblocks' public keys: liveblocks.io/docs/authentication
	"pk-lf-",          // Langfuse's public key, of no use without its secret one: langfuse.com/docs/api
	"pk.ey",           // Mapbox's public tokens: docs.mapbox.com/help/dive-deeper/access-tokens
	"sb_publishable_", // Supabase's publishable keys: supabase.com/docs/guides/api/api-keys
	"NRJS-",           // New Relic's browser keys: docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys
	"sq0idp-",         // Square's application ids: developer.squareup.com/docs/build-basics/access-tokens
}

// public says whether a value is a key that is no secret.
func public(value string) bool {
	for _, p := range publicPrefixes {
		if strings.HasPrefix(value, p) {
			return true
		}
	}
	return false
}

// publishedDigests are the first eight bytes of the SHA-256 of values that
// documentation and emulators publish.
var publishedDigests = map[string]bool{
	"153a182586451358": true, // Stripe's documentation
	"74e11884b07b1d51": true, // Stripe's documentation
	"2cafc0970149a84f": true, // Stripe's documentation
	"f2d6ca16515033e5": true, // Stripe's documentation
	"0011cc25eb432071": true, // the Azure storage emulator
	"aa6547439583c3a2": true, // the Azure Cosmos DB emulator
	"78314b11be2e5815": true, // AWS documentation
	"e21b597ba6b9cafa": true, // AWS documentation
	"051d093c4bdedbf2": true, // jwt.io
	"08831f80b56414a9": true, // jwt.io
	"0998bb2db31482a8": true, // jwt.io
	"13d31e961a1ad8ec": true, // RFC 7519
	"cf4d418ed3de92d7": true, // RFC 7617
}

// wellKnownKeys are the first eight bytes of the SHA-256 of private keys, in
// DER, that everybody has: the test keys of Go's own tree, which projects copy.
var wellKnownKeys = map[string]bool{
	"5882709c242c6f47": true, // crypto/crypto_test.go
	"fc1699182506ae53": true, // crypto/internal/fips140only/fips140only_test.go
	"346acba67c50ff61": true, // crypto/rsa/rsa_test.go
	"56915efda5c75a83": true, // crypto/rsa/rsa_test.go
	"8f81c5adf21809f4": true, // crypto/rsa/rsa_test.go
	"01bfa457f9af0822": true, // crypto/rsa/rsa_test.go
	"90bbbae25a829ea0": true, // crypto/rsa/rsa_test.go
	"3c78ed132b82d4e4": true, // crypto/rsa/rsa_test.go
	"e6990e679f329ae1": true, // crypto/rsa/rsa_test.go
	"eb31958f18263e95": true, // crypto/rsa/rsa_test.go
	"f9c3778a19e98d93": true, // crypto/rsa/rsa_test.go
	"a1e4fc91be6287ec": true, // crypto/rsa/rsa_test.go
	"ffdff0657e09322f": true, // crypto/tls/example_test.go
	"9e02f42b085f7bff": true, // crypto/tls/handshake_server_test.go
	"fc5d71d939be498a": true, // crypto/tls/handshake_test.go
	"8128f28f93655bef": true, // crypto/tls/handshake_test.go
	"e2ac7fcd46da5641": true, // crypto/tls/handshake_test.go
	"2969756f083bf0f0": true, // crypto/tls/tls_test.go
	"d03e32d8f0439fe6": true, // crypto/tls/tls_test.go
	"ec5fa9904554f5f4": true, // crypto/x509/platform_root_key.pem
	"eaad1edc3fe076e4": true, // crypto/x509/x509_test.go
	"662640ac029f0eb8": true, // net/http/internal/testcert/testcert.go
	"8c02f314de65ac84": true, // net/smtp/smtp_test.go
}
