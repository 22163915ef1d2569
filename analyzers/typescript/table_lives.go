package typescript

import "github.com/nhivet/nhivet/internal/code"

var lives = []code.Life{
	// An hour unless it is said, twelve at most.
	{Calls: "@aws-sdk/client-sts.AssumeRoleCommand @aws-sdk/client-sts.AssumeRoleWithWebIdentityCommand @aws-sdk/client-sts.GetSessionTokenCommand", Arg: "DurationSeconds", Kind: "aws-session-credentials", Title: "AWS session", Source: "https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/sts/command/AssumeRoleCommand/"},
	{Calls: "@aws-sdk/s3-request-presigner.getSignedUrl", Arg: "expiresIn", Kind: "aws-presigned-url", Title: "presigned URL", Source: "https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/package/-aws-sdk-s3-request-presigner/"},
	{Calls: "google-auth-library.Impersonated", Arg: "lifetime", Kind: "google-access-token", Title: "impersonated access token", Source: docGoogle},
	{Calls: "node-vault().tokenCreate", Arg: "ttl", Kind: "vault-token", Title: "Vault token", Source: docVault},
	{Calls: "jsonwebtoken.sign", Arg: "expiresIn", Kind: "jwt", Title: "signed JWT", Source: docJWT},
	{Calls: "jose.SignJWT().setExpirationTime", Arg: "input", Pos: 1, Until: true, Kind: "jwt", Title: "signed JWT", Source: docJose},
}

// signers are functions that sign claims as a JWT.
var signers = []code.Signer{
	{Calls: "jsonwebtoken.sign", Pos: 1, Option: "expiresIn", OptionPos: 3},
	{Calls: "jose.SignJWT().sign", Pos: 1, Made: "jose.SignJWT", Ends: "setExpirationTime"},
}

var scopes = []code.Scopes{
	{Calls: "google-auth-library.GoogleAuth googleapis.google.auth.GoogleAuth google-auth-library.JWT googleapis.google.auth.JWT", Arg: "scopes", System: "google", Service: "google-oauth", Source: docGoogle},
	{Calls: "google-auth-library.OAuth2Client().generateAuthUrl googleapis.google.auth.OAuth2().generateAuthUrl", Arg: "scope", System: "google", Service: "google-oauth", Source: docGoogle},
}
