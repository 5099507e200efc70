/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-glossary.h"

typedef struct {
  const char *en;
  const char *nl;
} Word;

static const Word words[] = {
  /* The head */
  { "Visit report", "Bezoekrapport" },
  { "Client copy", "Exemplaar voor de opdrachtgever" },
  { "Place", "Plaats" },
  { "Shopper", "Mystery guest" },
  { "When", "Wanneer" },
  { "State", "Stand" },
  { "Visit", "Bezoek" },
  { "Script", "Script" },
  { "Figures", "Cijfers" },
  { "%s, version %d (%s)", "%s, versie %d (%s)" },
  { "recipe %d, exact; times in %s", "recept %d, exact; tijden in %s" },
  { "%s to %s (%s)", "%s tot %s (%s)" },
  { "from %s, not finished", "vanaf %s, niet afgerond" },
  { "Remark", "Opmerking" },
  { "Provisional: this visit has not been accepted yet.",
    "Voorlopig: dit bezoek is nog niet goedgekeurd." },
  { "Rejected: do not use these figures.", "Afgekeurd: gebruik deze cijfers niet." },
  { "version %d of the visit", "versie %d van het bezoek" },
  { "SAMPLE: made to try the script, no guest was there",
    "VOORBEELD: gemaakt om het script te proberen, er was geen gast" },
  { "A sample visit, made to try the script. Do not use these figures.",
    "Een voorbeeldbezoek om het script te proberen. Gebruik deze cijfers niet." },

  /* Doubts */
  { "What a reviewer would ask", "Waar een beoordelaar naar zou vragen" },
  { "The whole visit", "Het hele bezoek" },
  { "neither visited nor skipped", "niet bezocht en niet overgeslagen" },
  { "no feeling given", "geen gevoel gegeven" },
  { "no mark for this phase", "geen cijfer voor deze fase" },
  { "nothing to show for it", "niets om het te laten zien" },
  { "the same file as elsewhere", "hetzelfde bestand als elders" },
  { "the time on the receipt is not of this visit", "de tijd op de bon hoort niet bij dit bezoek" },
  { "five answers within three seconds", "vijf antwoorden binnen drie seconden" },
  { "done in less than a fifth of the time reckoned with",
    "gedaan in minder dan een vijfde van de tijd die ervoor staat" },
  { "took longer than the script leaves", "duurde langer dan het script toelaat" },
  { "the same answer on five scales or more in a row",
    "hetzelfde antwoord op vijf of meer schalen achter elkaar" },
  { "the answers do not go together", "de antwoorden gaan niet samen" },
  { "hardly any words", "nauwelijks woorden" },
  { "nearly the same words as elsewhere", "bijna dezelfde woorden als elders" },

  /* States of a visit */
  { "open", "open" },
  { "finished, waiting for review", "afgerond, wacht op beoordeling" },
  { "broken off, waiting for review", "afgebroken, wacht op beoordeling" },
  { "returned to the shopper", "terug naar de mystery guest" },
  { "accepted", "goedgekeurd" },
  { "rejected", "afgekeurd" },

  /* Scores */
  { "Scores", "Scores" },
  { "Effectiveness", "Effectiviteit" },
  { "Ease", "Gemak" },
  { "Emotion", "Emotie" },
  { "All together", "Alles samen" },
  { "Did I get what I came for?", "Kreeg ik waarvoor ik kwam?" },
  { "How easy was it?", "Hoe makkelijk ging het?" },
  { "How did it feel?", "Hoe voelde het?" },
  { "n = %u", "n = %u" },
  { "nothing to score", "niets te scoren" },
  { "measured %s, but a pillar below it does not reach 60 %%",
    "gemeten %s, maar een pijler eronder haalt de 60 %% niet" },
  {
    "The pillars stand on each other: ease has a headline only when effectiveness reaches 60 %, "
    "emotion only "
    "when ease does too. n is the number of questions that scored.",
    "De pijlers staan op elkaar: gemak krijgt alleen een kopcijfer als effectiviteit 60 % haalt, "
    "emotie alleen als "
    "gemak dat ook doet. n is het aantal vragen dat meetelt."
  },
  {
    "This is one visit. It shows what happened this once; on its own it proves nothing about the "
    "shop.",
    "Dit is één bezoek. Het laat zien wat er deze ene keer gebeurde; op zichzelf bewijst het "
    "niets over de winkel."
  },

  /* The curve */
  { "Emotion curve", "Emotiecurve" },
  { "felt", "gevoeld" },
  { "desired", "gewenst" },
  { "believed", "verwacht door de organisatie" },
  { "outside the script", "buiten het script" },
  { "pleasant", "prettig" },
  { "unpleasant", "onprettig" },
  { "peak", "piek" },
  { "trough", "dal" },
  { "end", "eind" },
  { "no feeling noted", "geen gevoel genoteerd" },
  { "Felt against desired along the journey, valence from −100 to 100",
    "Gevoeld tegenover gewenst langs de reis, waardering van −100 tot 100" },
  { "Feelings: %u. Mean %s, peak %s, trough %s, end %s.",
    "Gevoelens: %u. Gemiddelde %s, piek %s, dal %s, eind %s." },
  { "Mean gap to what was desired: %s points over %u touchpoints.",
    "Gemiddeld verschil met wat gewenst was: %s punten over %u contactmomenten." },
  { "No feelings were noted in this visit.", "Bij dit bezoek zijn geen gevoelens genoteerd." },

  /* Planned against actual */
  { "Planned against actual", "Gepland tegenover gelopen" },
  { "Touchpoint", "Contactmoment" },
  { "Walked", "Gelopen" },
  { "What happened", "Wat er gebeurde" },
  { "as scripted", "volgens script" },
  { "%u. at %s", "%u. om %s" },
  { "earlier than scripted", "eerder dan in het script" },
  { "later than scripted", "later dan in het script" },
  { "came back %u times", "%u keer teruggekomen" },
  { "came back once", "één keer teruggekomen" },
  { "skipped: %s", "overgeslagen: %s" },
  { "not reached", "niet bereikt" },
  { "did not apply", "niet van toepassing" },
  { "broken off here", "hier afgebroken" },
  { "Broken off at “%s”: %s.", "Afgebroken bij ‘%s’: %s." },
  { "Broken off before the first touchpoint: %s.",
    "Afgebroken vóór het eerste contactmoment: %s." },
  { "the shop was closed", "de winkel was dicht" },
  { "entry was refused", "de toegang werd geweigerd" },
  { "it did not feel safe", "het voelde niet veilig" },
  { "there was no time left", "er was geen tijd meer" },
  { "another reason", "een andere reden" },
  {
    "Of %u planned touchpoints %u were walked, %u skipped, %u not reached. Moments outside the "
    "script: %u.",
    "Van %u geplande contactmomenten zijn er %u gelopen, %u overgeslagen en %u niet bereikt. "
    "Momenten buiten het script: %u."
  },
  { "The visit took %s from start to end.", "Het bezoek duurde %s van begin tot eind." },
  { "Waits and durations", "Wachttijden en duur" },
  { "Outside the script", "Buiten het script" },

  /* Touchpoint by touchpoint */
  { "Touchpoint by touchpoint", "Contactmoment voor contactmoment" },
  { "Question", "Vraag" },
  { "Answer", "Antwoord" },
  { "not answered", "niet beantwoord" },
  { "worked out", "berekend" },
  { "Round", "Ronde" },
  { "%s %u of %u", "%s %u van %u" },
  { "recording, kept with the visit", "opname, bewaard bij het bezoek" },
  { "recording missing", "opname ontbreekt" },
  { "%s: a recording, to be heard and not to be printed (%s)",
    "%s: een opname, te beluisteren en niet af te drukken (%s)" },
  { "%s: this recording has not reached this desk (%s)",
    "%s: deze opname is hier nog niet aangekomen (%s)" },
  { "not applicable", "niet van toepassing" },
  { "asked", "nagevraagd" },
  { "recalled", "uit het geheugen" },
  { "noted %s later", "%s later genoteerd" },
  { "changed once", "één keer gewijzigd" },
  { "changed %d times", "%d keer gewijzigd" },
  { "Felt", "Gevoeld" },
  { "Desired", "Gewenst" },
  { "Gap", "Verschil" },
  { "%s points short of what was desired", "%s punten minder dan gewenst" },
  { "%s points better than desired", "%s punten beter dan gewenst" },
  { "as desired", "zoals gewenst" },
  { "valence %s, arousal %s", "waardering %s, opwinding %s" },
  { "mark %d", "cijfer %d" },
  { "Mark for “%s” as a whole: %d of 10", "Cijfer voor ‘%s’ als geheel: %d van 10" },
  { "no feeling was asked", "er is geen gevoel gevraagd" },
  { "Score %s", "Score %s" },
  { "photo, see below", "foto, zie hieronder" },
  { "photo missing", "foto ontbreekt" },
  { "%s: this photo has not reached this desk (%s)",
    "%s: deze foto is hier nog niet aangekomen (%s)" },
  { "%s: this file cannot be shown (%s)", "%s: dit bestand kan niet worden getoond (%s)" },
  { "photo", "foto" },
  { "Nothing noted at", "Niets genoteerd bij" },
  { "Trap questions are left out of this copy.",
    "Controlevragen zijn in dit exemplaar weggelaten." },
  { "trap question", "controlevraag" },
  { "Page %d of %d", "Pagina %d van %d" },
  { "provisional", "voorlopig" },

  /* Channels */
  { "store", "winkel" },
  { "web", "website" },
  { "phone", "telefoon" },
  { "chat", "chat" },
  { "app", "app" },
  { "social", "sociale media" },
  { "mail", "e-mail" },
  { "street", "straat" },

  /* Dates and durations */
  { "January", "januari" },
  { "February", "februari" },
  { "March", "maart" },
  { "April", "april" },
  { "May", "mei" },
  { "June", "juni" },
  { "July", "juli" },
  { "August", "augustus" },
  { "September", "september" },
  { "October", "oktober" },
  { "November", "november" },
  { "December", "december" },
  { "%d d", "%d d" },
  { "%d h", "%d u" },
  { "%d min", "%d min" },
  { "%d s", "%d s" },

  /* The 32 words of Plutchik's wheel */
  { "serenity", "sereniteit" },
  { "joy", "vreugde" },
  { "ecstasy", "extase" },
  { "acceptance", "acceptatie" },
  { "trust", "vertrouwen" },
  { "admiration", "bewondering" },
  { "apprehension", "ongerustheid" },
  { "fear", "angst" },
  { "terror", "doodsangst" },
  { "distraction", "afleiding" },
  { "surprise", "verrassing" },
  { "amazement", "verbazing" },
  { "pensiveness", "bedruktheid" },
  { "sadness", "verdriet" },
  { "grief", "rouw" },
  { "boredom", "verveling" },
  { "disgust", "walging" },
  { "loathing", "afschuw" },
  { "annoyance", "ergernis" },
  { "anger", "boosheid" },
  { "rage", "woede" },
  { "interest", "interesse" },
  { "anticipation", "verwachting" },
  { "vigilance", "waakzaamheid" },
  { "love", "liefde" },
  { "submission", "onderwerping" },
  { "awe", "ontzag" },
  { "disapproval", "afkeuring" },
  { "remorse", "spijt" },
  { "contempt", "minachting" },
  { "aggressiveness", "agressie" },
  { "optimism", "optimisme" },
};

const char * const *
passant_gloss_languages (void)
{
  static const char * const languages[] = { "en", "nl", NULL };

  return languages;
}

static gboolean
is_dutch (const char *language)
{
  return language && g_str_has_prefix (language, "nl") && !g_ascii_isalpha (language[2]);
}

const char *
passant_gloss (const char *language,
               const char *english)
{
  g_return_val_if_fail (english != NULL, "");

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].en, english))
      return is_dutch (language) ? words[i].nl : words[i].en;

  g_return_val_if_reached (english);
}
