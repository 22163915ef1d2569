package cloudformation

import (
	"testing"

	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }
