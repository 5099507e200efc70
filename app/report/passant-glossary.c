/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-glossary.h"

#define LANGUAGES 4

/* The first is what the code says, and the fallback. */
static const char * const languages[LANGUAGES + 1] = { "en", "nl", "de", "fr", NULL };

/* Each text in each of the languages, in their order. */
static const char * const words[][LANGUAGES] = {
  /* How numbers, days and names are put */
  { ".", ",", ",", "," },
  { "%d %s", "%d %s", "%d. %s", "%d %s" },
  { "1 %s", "1 %s", "1. %s", "1er %s" },
  { "%s: %s", "%s: %s", "%s: %s", "%s : %s" },
  { "“%s”", "‘%s’", "„%s“", "« %s »" },

  /* The head */
  { "Visit report", "Bezoekrapport", "Besuchsbericht", "Rapport de visite" },
  {
    "Client copy",
    "Exemplaar voor de opdrachtgever",
    "Exemplar für den Auftraggeber",
    "Exemplaire du client"
  },
  { "Place", "Plaats", "Ort", "Lieu" },
  { "Shopper", "Mystery guest", "Gast", "Visiteur" },
  { "When", "Wanneer", "Wann", "Quand" },
  { "Busy with it", "Ermee bezig", "Beschäftigt damit", "Temps consacré" },
  { "State", "Stand", "Stand", "État" },
  { "Visit", "Bezoek", "Besuch", "Visite" },
  { "Script", "Script", "Skript", "Scénario" },
  { "Figures", "Cijfers", "Zahlen", "Chiffres" },
  { "%s, version %d (%s)", "%s, versie %d (%s)", "%s, Version %d (%s)", "%s, version %d (%s)" },
  {
    "recipe %d, exact; times in %s",
    "recept %d, exact; tijden in %s",
    "Rezept %d, exakt; Uhrzeiten in %s",
    "recette %d, exacte ; fuseau horaire %s"
  },
  { "%s to %s (%s)", "%s tot %s (%s)", "%s bis %s (%s)", "%s à %s (%s)" },
  {
    "from %s, not finished",
    "vanaf %s, niet afgerond",
    "ab %s, nicht beendet",
    "depuis le %s, pas terminée"
  },
  { "Remark", "Opmerking", "Hinweis", "Remarque" },
  {
    "Provisional: this visit has not been accepted yet.",
    "Voorlopig: dit bezoek is nog niet goedgekeurd.",
    "Vorläufig: Dieser Besuch ist noch nicht angenommen.",
    "Provisoire : cette visite n’est pas encore acceptée."
  },
  {
    "Rejected: do not use these figures.",
    "Afgekeurd: gebruik deze cijfers niet.",
    "Abgelehnt: Verwenden Sie diese Zahlen nicht.",
    "Refusée : n’utilisez pas ces chiffres."
  },
  {
    "version %d of the visit, of %s",
    "versie %d van het bezoek, van %s",
    "Fassung %d des Besuchs, von %s",
    "version %d de la visite, de %s"
  },
  {
    "SAMPLE: made to try the script, no guest was there",
    "VOORBEELD: gemaakt om het script te proberen, er was geen gast",
    "PROBE: gemacht, um das Skript zu erproben, kein Gast war dort",
    "ESSAI : fait pour essayer le scénario, aucun visiteur n’était là"
  },
  {
    "A sample visit, made to try the script. Do not use these figures.",
    "Een voorbeeldbezoek om het script te proberen. Gebruik deze cijfers niet.",
    "Ein Probebesuch, um das Skript zu erproben. Verwenden Sie diese Zahlen nicht.",
    "Une visite d’essai, faite pour essayer le scénario. N’utilisez pas ces chiffres."
  },

  /* Doubts */
  {
    "What a reviewer would ask",
    "Waar een beoordelaar naar zou vragen",
    "Wonach die Prüfung fragen würde",
    "Ce que demanderait la relecture"
  },
  { "The whole visit", "Het hele bezoek", "Der ganze Besuch", "La visite entière" },
  {
    "neither visited nor skipped",
    "niet bezocht en niet overgeslagen",
    "weder besucht noch übersprungen",
    "ni visitée ni passée"
  },
  { "no feeling given", "geen gevoel gegeven", "kein Gefühl angegeben", "pas de ressenti donné" },
  {
    "no mark for this phase",
    "geen cijfer voor deze fase",
    "keine Note für diese Phase",
    "pas de note pour cette phase"
  },
  {
    "nothing to show for it",
    "niets om het te laten zien",
    "kein Beleg dafür",
    "rien pour le montrer"
  },
  {
    "the same file as elsewhere",
    "hetzelfde bestand als elders",
    "dieselbe Datei wie anderswo",
    "le même fichier qu’ailleurs"
  },
  {
    "looks like a photo from elsewhere",
    "lijkt op een foto van elders",
    "sieht aus wie ein Foto von anderswo",
    "ressemble à une photo d’ailleurs"
  },
  {
    "the photo looks blurred",
    "de foto lijkt onscherp",
    "das Foto wirkt unscharf",
    "la photo semble floue"
  },
  {
    "the time on the receipt is not of this visit",
    "de tijd op de bon hoort niet bij dit bezoek",
    "die Uhrzeit auf dem Beleg ist nicht die dieses Besuchs",
    "l’heure du ticket n’est pas celle de cette visite"
  },
  {
    "five answers within three seconds",
    "vijf antwoorden binnen drie seconden",
    "fünf Antworten innerhalb von drei Sekunden",
    "cinq réponses en trois secondes"
  },
  {
    "done in less than a fifth of the time reckoned with",
    "gedaan in minder dan een vijfde van de tijd die ervoor staat",
    "in weniger als einem Fünftel der vorgesehenen Zeit erledigt",
    "fait en moins d’un cinquième du temps prévu"
  },
  {
    "took longer than the script leaves",
    "duurde langer dan het script toelaat",
    "dauerte länger, als das Skript vorsieht",
    "a duré plus que ne le prévoit le scénario"
  },
  {
    "the same answer on five scales or more in a row",
    "hetzelfde antwoord op vijf of meer schalen achter elkaar",
    "dieselbe Antwort auf fünf oder mehr Skalen hintereinander",
    "la même réponse sur cinq échelles de suite ou plus"
  },
  {
    "the answers do not go together",
    "de antwoorden gaan niet samen",
    "die Antworten passen nicht zusammen",
    "les réponses ne vont pas ensemble"
  },
  { "hardly any words", "nauwelijks woorden", "kaum Worte", "presque pas de mots" },
  {
    "nearly the same words as elsewhere",
    "bijna dezelfde woorden als elders",
    "fast dieselben Worte wie anderswo",
    "presque les mêmes mots qu’ailleurs"
  },

  /* States of a visit */
  { "open", "open", "offen", "ouverte" },
  {
    "finished, waiting for review",
    "afgerond, wacht op beoordeling",
    "beendet, wartet auf die Prüfung",
    "terminée, en attente de relecture"
  },
  {
    "broken off, waiting for review",
    "afgebroken, wacht op beoordeling",
    "abgebrochen, wartet auf die Prüfung",
    "interrompue, en attente de relecture"
  },
  {
    "returned to the shopper",
    "terug naar de mystery guest",
    "an den Gast zurückgegeben",
    "renvoyée au visiteur"
  },
  { "accepted", "goedgekeurd", "angenommen", "acceptée" },
  { "rejected", "afgekeurd", "abgelehnt", "refusée" },

  /* Scores */
  { "Scores", "Scores", "Wertung", "Scores" },
  { "Effectiveness", "Effectiviteit", "Wirksamkeit", "Efficacité" },
  { "Ease", "Gemak", "Leichtigkeit", "Facilité" },
  { "Emotion", "Emotie", "Emotion", "Émotion" },
  { "All together", "Alles samen", "Alles zusammen", "Tout ensemble" },
  {
    "Did I get what I came for?",
    "Kreeg ik waarvoor ik kwam?",
    "Bekam ich, wofür ich kam?",
    "Ai-je eu ce que je venais chercher ?"
  },
  { "How easy was it?", "Hoe makkelijk ging het?", "Wie leicht ging es?", "Était-ce facile ?" },
  { "How did it feel?", "Hoe voelde het?", "Wie fühlte es sich an?", "Quel ressenti ?" },
  { "n = %u", "n = %u", "n = %u", "n = %u" },
  { "nothing to score", "niets te scoren", "nichts zu werten", "rien à noter" },
  {
    "measured %s, but a pillar below it does not reach 60 %%",
    "gemeten %s, maar een pijler eronder haalt de 60 %% niet",
    "gemessen %s, aber eine Säule darunter erreicht keine 60 %%",
    "mesuré %s, mais un pilier en dessous n’atteint pas 60 %%"
  },
  {
    "The pillars stand on each other: ease has a headline only when effectiveness reaches 60 %, "
    "emotion only when ease does too. n is the number of questions that scored.",
    "De pijlers staan op elkaar: gemak krijgt alleen een kopcijfer als effectiviteit 60 % haalt, "
    "emotie alleen als gemak dat ook doet. n is het aantal vragen dat meetelt.",
    "Die Säulen stehen aufeinander: Leichtigkeit hat nur dann eine Hauptzahl, wenn Wirksamkeit "
    "60 % erreicht, Emotion nur, wenn auch Leichtigkeit das tut. n ist die Zahl der gewerteten "
    "Fragen.",
    "Les piliers reposent les uns sur les autres : la facilité n’a de chiffre principal que si "
    "l’efficacité atteint 60 %, l’émotion que si la facilité y parvient aussi. n est le nombre "
    "de questions qui comptent."
  },
  {
    "This is one visit. It shows what happened this once; on its own it proves nothing about the "
    "shop.",
    "Dit is één bezoek. Het laat zien wat er deze ene keer gebeurde; op zichzelf bewijst het "
    "niets over de winkel.",
    "Dies ist ein einziger Besuch. Er zeigt, was dieses eine Mal geschah; für sich allein "
    "beweist er nichts über das Geschäft.",
    "C’est une seule visite. Elle montre ce qui s’est passé cette fois ; à elle seule, elle ne "
    "prouve rien sur le magasin."
  },

  /* The curve */
  { "Emotion curve", "Emotiecurve", "Emotionskurve", "Courbe des émotions" },
  { "felt", "gevoeld", "gefühlt", "ressenti" },
  { "desired", "gewenst", "gewünscht", "souhaité" },
  {
    "believed",
    "verwacht door de organisatie",
    "von der Organisation erwartet",
    "supposé par l’organisation"
  },
  { "outside the script", "buiten het script", "außerhalb des Skripts", "hors scénario" },
  { "pleasant", "prettig", "angenehm", "agréable" },
  { "unpleasant", "onprettig", "unangenehm", "désagréable" },
  { "peak", "piek", "Hoch", "pic" },
  { "trough", "dal", "Tief", "creux" },
  { "end", "eind", "Ende", "fin" },
  {
    "no feeling noted",
    "geen gevoel genoteerd",
    "kein Gefühl festgehalten",
    "aucun ressenti noté"
  },
  {
    "Felt against desired along the journey, valence from −100 to 100",
    "Gevoeld tegenover gewenst langs de reis, waardering van −100 tot 100",
    "Gefühlt gegenüber gewünscht entlang der Reise, Valenz von −100 bis 100",
    "Ressenti et souhaité le long du parcours, valence de −100 à 100"
  },
  {
    "Feelings: %u. Mean %s, peak %s, trough %s, end %s.",
    "Gevoelens: %u. Gemiddelde %s, piek %s, dal %s, eind %s.",
    "Gefühle: %u. Mittel %s, Hoch %s, Tief %s, Ende %s.",
    "Ressentis : %u. Moyenne %s, pic %s, creux %s, fin %s."
  },
  {
    "Mean gap to what was desired: %s points over %u touchpoints.",
    "Gemiddeld verschil met wat gewenst was: %s punten over %u contactmomenten.",
    "Mittlerer Abstand zum Gewünschten: %s Punkte über %u Kontaktpunkte.",
    "Écart moyen avec ce qui était souhaité : %s points sur %u points de contact."
  },
  {
    "No feelings were noted in this visit.",
    "Bij dit bezoek zijn geen gevoelens genoteerd.",
    "Bei diesem Besuch wurden keine Gefühle festgehalten.",
    "Aucun ressenti n’a été noté pendant cette visite."
  },

  /* Planned against actual */
  {
    "Planned against actual",
    "Gepland tegenover gelopen",
    "Geplant und gegangen",
    "Prévu et parcouru"
  },
  { "Touchpoint", "Contactmoment", "Kontaktpunkt", "Point de contact" },
  { "Walked", "Gelopen", "Gegangen", "Parcouru" },
  { "What happened", "Wat er gebeurde", "Was geschah", "Ce qui s’est passé" },
  { "as scripted", "volgens script", "wie im Skript", "comme prévu" },
  { "%u. at %s", "%u. om %s", "%u. um %s", "%u. à %s" },
  {
    "earlier than scripted",
    "eerder dan in het script",
    "früher als im Skript",
    "plus tôt que prévu"
  },
  {
    "later than scripted",
    "later dan in het script",
    "später als im Skript",
    "plus tard que prévu"
  },
  { "came back %u times", "%u keer teruggekomen", "%u-mal zurückgekommen", "%u retours" },
  { "came back once", "één keer teruggekomen", "einmal zurückgekommen", "un retour" },
  { "skipped: %s", "overgeslagen: %s", "übersprungen: %s", "passé : %s" },
  { "not reached", "niet bereikt", "nicht erreicht", "pas atteint" },
  { "did not apply", "niet van toepassing", "nicht zutreffend", "sans objet" },
  { "broken off here", "hier afgebroken", "hier abgebrochen", "interrompu ici" },
  {
    "Broken off at “%s”: %s.",
    "Afgebroken bij ‘%s’: %s.",
    "Abgebrochen bei „%s“: %s.",
    "Visite interrompue à « %s » : %s."
  },
  {
    "Broken off before the first touchpoint: %s.",
    "Afgebroken vóór het eerste contactmoment: %s.",
    "Abgebrochen vor dem ersten Kontaktpunkt: %s.",
    "Visite interrompue avant le premier point de contact : %s."
  },
  {
    "the shop was closed",
    "de winkel was dicht",
    "das Geschäft war geschlossen",
    "le magasin était fermé"
  },
  {
    "entry was refused",
    "de toegang werd geweigerd",
    "der Zutritt wurde verweigert",
    "l’entrée a été refusée"
  },
  {
    "it did not feel safe",
    "het voelde niet veilig",
    "es fühlte sich nicht sicher an",
    "la situation ne semblait pas sûre"
  },
  {
    "there was no time left",
    "er was geen tijd meer",
    "die Zeit reichte nicht",
    "le temps a manqué"
  },
  { "another reason", "een andere reden", "ein anderer Grund", "une autre raison" },
  {
    "Of %u planned touchpoints %u were walked, %u skipped, %u not reached. Moments outside the "
    "script: %u.",
    "Van %u geplande contactmomenten zijn er %u gelopen, %u overgeslagen en %u niet bereikt. "
    "Momenten buiten het script: %u.",
    "Von %u geplanten Kontaktpunkten wurden %u gegangen, %u übersprungen, %u nicht erreicht. "
    "Momente außerhalb des Skripts: %u.",
    "Sur %u points de contact prévus, %u parcourus, %u passés, %u pas atteints. Moments hors "
    "scénario : %u."
  },
  {
    "The visit took %s from start to end.",
    "Het bezoek duurde %s van begin tot eind.",
    "Der Besuch dauerte %s vom Anfang bis zum Ende.",
    "La visite a duré %s du début à la fin."
  },
  { "Waits and durations", "Wachttijden en duur", "Wartezeiten und Dauern", "Attentes et durées" },
  { "Outside the script", "Buiten het script", "Außerhalb des Skripts", "Hors scénario" },

  /* Touchpoint by touchpoint */
  {
    "Touchpoint by touchpoint",
    "Contactmoment voor contactmoment",
    "Kontaktpunkt für Kontaktpunkt",
    "Point de contact par point de contact"
  },
  { "Question", "Vraag", "Frage", "Question" },
  { "Answer", "Antwoord", "Antwort", "Réponse" },
  { "not answered", "niet beantwoord", "nicht beantwortet", "sans réponse" },
  { "worked out", "berekend", "ausgerechnet", "calculé" },
  { "Round", "Ronde", "Runde", "Tour" },
  { "%s %u of %u", "%s %u van %u", "%s %u von %u", "%s %u sur %u" },
  {
    "recording, kept with the visit",
    "opname, bewaard bij het bezoek",
    "Aufnahme, liegt beim Besuch",
    "enregistrement, gardé avec la visite"
  },
  { "recording missing", "opname ontbreekt", "Aufnahme fehlt", "enregistrement manquant" },
  {
    "%s: a recording, to be heard and not to be printed (%s)",
    "%s: een opname, te beluisteren en niet af te drukken (%s)",
    "%s: eine Aufnahme, zum Hören und nicht zum Drucken (%s)",
    "%s : un enregistrement, à écouter et non à imprimer (%s)"
  },
  {
    "%s: this recording has not reached this desk (%s)",
    "%s: deze opname is hier nog niet aangekomen (%s)",
    "%s: Diese Aufnahme ist hier noch nicht angekommen (%s)",
    "%s : cet enregistrement n’est pas encore arrivé ici (%s)"
  },
  { "not applicable", "niet van toepassing", "nicht zutreffend", "sans objet" },
  { "asked", "nagevraagd", "erfragt", "demandé" },
  { "recalled", "uit het geheugen", "aus der Erinnerung", "de mémoire" },
  { "noted %s later", "%s later genoteerd", "%s später festgehalten", "noté %s plus tard" },
  { "changed once", "één keer gewijzigd", "einmal geändert", "modifié une fois" },
  { "changed %d times", "%d keer gewijzigd", "%d-mal geändert", "modifié %d fois" },
  { "Felt", "Gevoeld", "Gefühlt", "Ressenti" },
  { "Desired", "Gewenst", "Gewünscht", "Souhaité" },
  { "Gap", "Verschil", "Abstand", "Écart" },
  {
    "%s points short of what was desired",
    "%s punten minder dan gewenst",
    "%s Punkte unter dem Gewünschten",
    "%s points de moins que souhaité"
  },
  {
    "%s points better than desired",
    "%s punten beter dan gewenst",
    "%s Punkte über dem Gewünschten",
    "%s points de plus que souhaité"
  },
  { "as desired", "zoals gewenst", "wie gewünscht", "comme souhaité" },
  {
    "valence %s, arousal %s",
    "waardering %s, opwinding %s",
    "Valenz %s, Erregung %s",
    "valence %s, activation %s"
  },
  { "mark %d", "cijfer %d", "Note %d", "note %d" },
  {
    "Mark for “%s” as a whole: %d of 10",
    "Cijfer voor ‘%s’ als geheel: %d van 10",
    "Note für „%s“ insgesamt: %d von 10",
    "Note pour « %s » dans l’ensemble : %d sur 10"
  },
  {
    "no feeling was asked",
    "er is geen gevoel gevraagd",
    "nach keinem Gefühl gefragt",
    "ressenti non demandé"
  },
  { "Score %s", "Score %s", "Wert %s", "Score %s" },
  { "photo, see below", "foto, zie hieronder", "Foto, siehe unten", "photo, voir plus bas" },
  { "photo missing", "foto ontbreekt", "Foto fehlt", "photo manquante" },
  {
    "%s: this photo has not reached this desk (%s)",
    "%s: deze foto is hier nog niet aangekomen (%s)",
    "%s: Dieses Foto ist hier noch nicht angekommen (%s)",
    "%s : cette photo n’est pas encore arrivée ici (%s)"
  },
  {
    "%s: this file cannot be shown (%s)",
    "%s: dit bestand kan niet worden getoond (%s)",
    "%s: Diese Datei lässt sich nicht zeigen (%s)",
    "%s : ce fichier ne peut pas être affiché (%s)"
  },
  { "photo", "foto", "Foto", "photo" },
  { "Nothing noted at", "Niets genoteerd bij", "Nichts festgehalten bei", "Rien de noté à" },
  {
    "Trap questions are left out of this copy.",
    "Controlevragen zijn in dit exemplaar weggelaten.",
    "Kontrollfragen sind in diesem Exemplar weggelassen.",
    "Les questions de contrôle sont omises de cet exemplaire."
  },
  { "trap question", "controlevraag", "Kontrollfrage", "question de contrôle" },
  { "Page %d of %d", "Pagina %d van %d", "Seite %d von %d", "Page %d sur %d" },
  { "provisional", "voorlopig", "vorläufig", "provisoire" },

  /* Channels */
  { "store", "winkel", "Geschäft", "magasin" },
  { "web", "website", "Website", "site web" },
  { "phone", "telefoon", "Telefon", "téléphone" },
  { "chat", "chat", "Chat", "chat" },
  { "app", "app", "App", "application" },
  { "social", "sociale media", "soziale Medien", "réseaux sociaux" },
  { "mail", "e-mail", "E-Mail", "e-mail" },
  { "street", "straat", "Straße", "rue" },

  /* Dates and durations */
  { "January", "januari", "Januar", "janvier" },
  { "February", "februari", "Februar", "février" },
  { "March", "maart", "März", "mars" },
  { "April", "april", "April", "avril" },
  { "May", "mei", "Mai", "mai" },
  { "June", "juni", "Juni", "juin" },
  { "July", "juli", "Juli", "juillet" },
  { "August", "augustus", "August", "août" },
  { "September", "september", "September", "septembre" },
  { "October", "oktober", "Oktober", "octobre" },
  { "November", "november", "November", "novembre" },
  { "December", "december", "Dezember", "décembre" },
  { "%d d", "%d d", "%d d", "%d j" },
  { "%d h", "%d u", "%d h", "%d h" },
  { "%d min", "%d min", "%d min", "%d min" },
  { "%d s", "%d s", "%d s", "%d s" },

  /* The 32 words of Plutchik's wheel */
  { "serenity", "sereniteit", "Gelassenheit", "sérénité" },
  { "joy", "vreugde", "Freude", "joie" },
  { "ecstasy", "extase", "Ekstase", "extase" },
  { "acceptance", "acceptatie", "Akzeptanz", "acceptation" },
  { "trust", "vertrouwen", "Vertrauen", "confiance" },
  { "admiration", "bewondering", "Bewunderung", "admiration" },
  { "apprehension", "ongerustheid", "Besorgnis", "appréhension" },
  { "fear", "angst", "Angst", "peur" },
  { "terror", "doodsangst", "Entsetzen", "terreur" },
  { "distraction", "afleiding", "Verwirrung", "distraction" },
  { "surprise", "verrassing", "Überraschung", "surprise" },
  { "amazement", "verbazing", "Erstaunen", "stupéfaction" },
  { "pensiveness", "bedruktheid", "Nachdenklichkeit", "mélancolie" },
  { "sadness", "verdriet", "Traurigkeit", "tristesse" },
  { "grief", "rouw", "Kummer", "chagrin" },
  { "boredom", "verveling", "Langeweile", "ennui" },
  { "disgust", "walging", "Ekel", "dégoût" },
  { "loathing", "afschuw", "Abscheu", "aversion" },
  { "annoyance", "ergernis", "Verärgerung", "contrariété" },
  { "anger", "boosheid", "Ärger", "colère" },
  { "rage", "woede", "Wut", "rage" },
  { "interest", "interesse", "Interesse", "intérêt" },
  { "anticipation", "verwachting", "Erwartung", "anticipation" },
  { "vigilance", "waakzaamheid", "Wachsamkeit", "vigilance" },
  { "love", "liefde", "Liebe", "amour" },
  { "submission", "onderwerping", "Ergebenheit", "soumission" },
  { "awe", "ontzag", "Ehrfurcht", "émerveillement" },
  { "disapproval", "afkeuring", "Missbilligung", "désapprobation" },
  { "remorse", "spijt", "Reue", "remords" },
  { "contempt", "minachting", "Verachtung", "mépris" },
  { "aggressiveness", "agressie", "Aggressivität", "agressivité" },
  { "optimism", "optimisme", "Optimismus", "optimisme" },
};

const char * const *
passant_gloss_languages (void)
{
  return languages;
}

/* "nl" and "nl_NL.UTF-8" are Dutch, "nld" is not. */
static guint
find_language (const char *language)
{
  for (guint i = 0; language && i < LANGUAGES; i++)
    if (g_str_has_prefix (language, languages[i]) && !g_ascii_isalpha (language[2]))
      return i;

  return 0;
}

const char *
passant_gloss (const char *language,
               const char *english)
{
  g_return_val_if_fail (english != NULL, "");

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i][0], english))
      return words[i][find_language (language)];

  g_return_val_if_reached (english);
}
