// Package desk signs in to what an agent needs.
package desk

import (
	"context"
	"os"

	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/spiffe/go-spiffe/v2/svid/jwtsvid"
)

// Token is the identity of the workload, as AWS takes it.
func Token(ctx context.Context, source jwtsvid.Source) (*jwtsvid.SVID, error) {
	return source.FetchJWTSVID(ctx, jwtsvid.Params{Audience: "sts.amazonaws.com"})
}

// Fallback signs in with a key, for machines without a SPIRE agent.
func Fallback() any {
	return credentials.NewStaticCredentialsProvider(os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), "")
}
