// Package desk signs in to what an agent needs.
package desk

import (
	"context"
	"os"

	"github.com/openai/openai-go/option"
	"github.com/spiffe/go-spiffe/v2/svid/jwtsvid"
)

// Token is the identity of the workload, as AWS takes it.
func Token(ctx context.Context, source jwtsvid.Source) (*jwtsvid.SVID, error) {
	return source.FetchJWTSVID(ctx, jwtsvid.Params{Audience: "sts.amazonaws.com"})
}

// Search signs in to the index, which knows no SPIFFE identities.
func Search() any {
	return option.WithAPIKey(os.Getenv("OPENAI_API_KEY"))
}
