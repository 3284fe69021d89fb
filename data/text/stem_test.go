package text

import (
	"strings"
	"testing"
)

// meet has the forms of words, each list those of one.
const meet = `
	company companies; industry industries; policy policies; battery batteries; factory factories;
	country countries; ministry ministries; technology technologies; subsidy subsidies; university universities;
	supply supplies supplied supplying; apply applies applied applying; standard standards;
	semiconductor semiconductors; tariff tariffs; export exports exported exporting;
	import imports imported importing; invest invests invested investing; investment investments;
	agreement agreements; agree agrees agreed agreeing; announce announces announced announcing;
	produce produces produced producing; product products; manufacture manufactures manufactured manufacturing;
	manufacturer manufacturers; sign signs signed signing; plan plans planned planning; plant plants planted;
	ship ships shipped shipping; chip chips; trade trades traded trading;
	process processes processed processing; business businesses; tax taxes taxed taxing; box boxes;
	batch batches; match matches matched; launch launches launched launching;
	establish establishes established establishing; develop develops developed developing;
	promote promotes promoted promoting; provide provides provided providing;
	increase increases increased increasing; decrease decreases decreased; reduce reduces reduced reducing;
	release releases released releasing; change changes changed changing; charge charges charged charging;
	exchange exchanges exchanged; size sizes sized; price prices priced pricing; rate rates rated;
	state states stated; use uses used using; add adds added adding; permit permits permitted permitting;
	control controls controlled controlling; cancel cancels canceled cancelled cancelling;
	label labels labeled labelled labelling; travel travels traveled travelled; model models modelled modeling;
	submit submits submitted; commit commits committed committing; occur occurs occurred occurring;
	discuss discusses discussed discussing; assess assesses assessed assessing; issue issues issued issuing;
	value values valued; continue continues continued continuing; tie ties tied tying; die dies died dying; lie lies lied lying; buy buys buying;
	survey surveys surveyed; deploy deploys deployed; proceed proceeds proceeded proceeding;
	exceed exceeds exceeded exceeding; succeed succeeds succeeded; generate generates generated generating;
	generation generations; operate operates operated operating; organize organizes organized organizing;
	standardize standardizes standardized standardizing; universe universes; organ organs; virus viruses;
	gas gases; bus buses; campus campuses; bonus bonuses; status statuses; lens lenses; vehicle vehicles;
	cargo cargoes; tonne tonnes; level levels levelled; minister ministers; reserve reserves reserved;
	resolve resolves resolved resolving; finance finances financed financing;
	license licenses licensed licensing; movie movies; fee fees; free freed frees; need needs needed;
	ease eases eased easing; lead leads leading; sanction sanctions sanctioned; quota quotas;
	measure measures measured measuring; staff staffs staffed; boycott boycotts boycotted;
	study studies studied studying; try tries tried trying; meeting meetings; ski skis; taxi taxis; ai ais;
	calorie calories; sky skies; levy levies levied; embed embeds embedded embedding; bias biases biased; canvas canvases;
	atlas atlases; alias aliases; go goes going; vie vies vied vying;
	sme smes; fta ftas; mou mous; smr smrs; ngo ngos; gpu gpus; kpi kpis; llm llms; ev evs; pc pcs; spa spas; menu menus`

// apart has pairs of words that are not forms of one.
const apart = `
	general generation; general generate; import important; import importance; university universal;
	university universe; universal universe; organ organization; organ organic; organize organic; policy police;
	new news; good goods; custom customs; custom customer; author authority; commune community;
	communication community; communist community; product production; product productivity; produce product;
	opera operation; operate operative; operator operation; international nation; nation national;
	internal international; industry industrial; industry industrious; direct director; direct direction;
	finance financial; secure security; execute executive; experience experiment; experience expert;
	individual individualism; sever several; past paste; past pasta; pace pact; unit united; unite unit; us use;
	us used; on one; ad add; ad added; plan plane; plane plant; car care; not note; ton tone; star stare;
	hop hope; bar bare; win wine; fin fine; cod code; sit site; even evening; station state; station statistic;
	relate relative; relation relative; active activity; active action; negate negative; patent patient;
	factor factory; arm army; arms army; physic physical; capital capitalism; commit committee;
	commit commission; commission committee; commerce commercial; compete competent; competent competition;
	constitute constitution; contribute contrary; department depart; economy economic; electric electronic;
	electron electronic; emerge emergency; investigate investment; gene general; logic logistics;
	material materialize; mine minister; minister ministry; mobile mobility; moment momentum; numb number;
	part party; party partial; port portable; ration rational; ration ratio; real really; regular regulate;
	regulation regular; sign signal; signal significant; special species; special specification;
	standard standing; subject subjective; tens tense; term terminal; train transit; transport transportation;
	wing win; king kin; sing sin; being bee; string str; thing thin; bring brin; need nee; feed fee; speed spee;
	speed sped; red reed; bed bead; process procession; press pressure; press presser; china chin; korea korean;
	economics economic; electronics electronic; politics politic; asia asian; america american; human humane;
	local locale; ration rationale; us uses; moral morale; species special; series serious;
	ski sky; skis skies; citi city; citi cities; levi levy; mani many; defi defy; tri try; uri ury; embed embassy; bias bia;
	thi this; gp gps; ga gas; kb kbs; corp corpus; plu plus`

func stemOf(word string) string { return string(Stem([]byte(word))) }

func TestStem(t *testing.T) {
	for list := range strings.SplitSeq(meet, ";") {
		forms := strings.Fields(list)
		for _, form := range forms[1:] {
			if stemOf(form) != stemOf(forms[0]) {
				t.Errorf("%s (%s) does not find %s (%s)", forms[0], stemOf(forms[0]), form, stemOf(form))
			}
		}
	}
	for pair := range strings.SplitSeq(apart, ";") {
		words := strings.Fields(pair)
		if stemOf(words[0]) == stemOf(words[1]) {
			t.Errorf("%s finds %s: both are %s", words[0], words[1], stemOf(words[0]))
		}
	}
	for _, word := range strings.Fields("5g a as is 반도체 kg03m8sr covid-19 m.ax") {
		if stemOf(word) != word {
			t.Errorf("the stem of %s is %s", word, stemOf(word))
		}
	}
}

// A stem begins with the same letter as the word, and HasStem finds the two to
// belong together whatever it compares first.
func FuzzStem(f *testing.F) {
	for _, word := range strings.Fields(meet + apart + " ies ied ing eed sses ll eel ye ys as us") {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		got := stemOf(word)
		if word == "" {
			return
		}
		if got == "" || len(got) > len(word)+1 || got[0] != word[0] {
			t.Fatalf("the stem of %q is %q", word, got)
		}
		if !HasStem([]byte(word), got) {
			t.Fatalf("%q is not said to have its stem %q", word, got)
		}
	})
}
