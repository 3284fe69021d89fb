package feed

import (
	"net/url"
	"slices"
	"strings"
)

// Tracking parameters of an address say who follows the link, or where it was published,
// and differ from one fetch to the next: they do not belong to the address of a release.
// These are of the analytics and mail services that feed readers and browsers know.
var (
	trackingPrefixes = []string{"utm_", "mtm_", "piwik_", "matomo_", "hsa_", "hmb_", "fb_action_"}

	trackingParameters = map[string]bool{
		// Other names that begin so are of keys and items: pk_seq, itm_no.
		"pk_campaign": true, "pk_kwd": true, "pk_keyword": true, "pk_source": true, "pk_medium": true, "pk_content": true, "pk_cid": true, // Matomo
		"itm_source": true, "itm_medium": true, "itm_campaign": true, "itm_content": true, "itm_term": true, "itm_channel": true,
		"fbclid": true, "fb_ref": true, "fb_source": true, "fb_comment_id": true, // Facebook
		"gclid": true, "gclsrc": true, "dclid": true, "gbraid": true, "wbraid": true, "srsltid": true, "_ga": true, "_gl": true, // Google
		"yclid": true, "ysclid": true, "_openstat": true, // Yandex
		"msclkid": true, "twclid": true, "ttclid": true, "li_fat_id": true, "igshid": true, "igsh": true, "epik": true, // Microsoft, X, TikTok, LinkedIn, Instagram, Pinterest
		"mc_cid": true, "mc_eid": true, "mc_tc": true, "mkt_tok": true, "vero_id": true, "vero_conv": true, "_bhlid": true, "ck_subscriber_id": true, // mail
		"_hsenc": true, "_hsmi": true, "__hssc": true, "__hstc": true, "__hsfp": true, "hsctatracking": true, // HubSpot
		"oly_anon_id": true, "oly_enc_id": true, "rb_clickid": true, "wickedid": true, "s_kwcid": true, "sc_cid": true, "ef_id": true, "dm_i": true,
	}
)

// withoutTracking returns an address without its tracking parameters. All others stay as
// they are written, in their order.
func withoutTracking(address string) string {
	before, query, found := strings.Cut(address, "?")
	if !found {
		return address
	}
	query, fragment, hasFragment := strings.Cut(query, "#")
	parameters := strings.Split(query, "&")
	kept := slices.DeleteFunc(slices.Clone(parameters), isTracking)
	if len(kept) == len(parameters) {
		return address
	}
	if len(kept) > 0 {
		before += "?" + strings.Join(kept, "&")
	}
	if hasFragment {
		before += "#" + fragment
	}
	return before
}

// isTracking reports whether a parameter, as name=value, is a tracking parameter.
func isTracking(parameter string) bool {
	name, _, _ := strings.Cut(parameter, "=")
	if plain, err := url.QueryUnescape(name); err == nil {
		name = plain
	}
	name = strings.ToLower(strings.TrimPrefix(name, "amp;")) // of an & that was escaped twice
	return trackingParameters[name] || slices.ContainsFunc(trackingPrefixes, func(p string) bool { return strings.HasPrefix(name, p) })
}
