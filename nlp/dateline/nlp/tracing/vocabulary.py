"""Small word lists: function words of some languages, months, ordinals."""

STOP_BY_LANGUAGE: dict[str, frozenset[str]] = {
    "en": frozenset(
        "the of and to in a is for on that with as by at from it be are was were this an or its has have had not"
        " but their they he she his her him them which who will would can could may might should must been being"
        " also all any both each more most other some such than then there these those we our us you your i my me"
        " if into about over after before between through during up out off down so no nor only own same too very"
        " just when where while what how why because against under again further once here did do does said says"
        " say according including per via new one two three".split()
    ),
    "de": frozenset(
        "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er"
        " hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor"
        " zur bis mehr durch man sein wurde wurden sei hatte kann gegen vom können seine ihre ihr unter wir".split()
    ),
    "fr": frozenset(
        "le la les de des du et à en un une pour dans que qui sur par au aux avec est sont plus ce cette ces pas ne"
        " se son sa ses leur leurs il elle ils elles nous vous ou mais comme été être a ont avait d l s n qu".split()
    ),
    "es": frozenset(
        "el la los las de del y en un una para por con que se su sus al es son fue lo como más pero no o a ha han"
        " este esta estos entre sobre desde también ser sin cuando muy ya".split()
    ),
    "it": frozenset(
        "il lo la gli le di del della dei delle e in un una per con che si su al alla è sono non da dal dalla nel"
        " nella come più anche ha hanno o ma suo sua questo questa tra".split()
    ),
    "pt": frozenset(
        "o a os as de do da dos das e em um uma para por com que se no na nos nas ao à é são não mais como mas foi"
        " ou seu sua também pelo pela entre ter".split()
    ),
    "nl": frozenset(
        "de het een en van in is op te dat die voor met zijn aan er niet om ook als door bij naar uit over wordt"
        " werd worden dan maar nog heeft hebben deze dit tot".split()
    ),
}
STOP = frozenset().union(*STOP_BY_LANGUAGE.values())

_MONTH_NAMES = (
    "january jan januar janvier enero gennaio janeiro januari",
    "february feb februar février febrero febbraio fevereiro februari",
    "march mar märz mars marzo março maart",
    "april apr avril abril aprile",
    "may mai mayo maggio maio mei",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet julio luglio julho",
    "august aug août agosto augustus",
    "september sep sept septembre septiembre settembre setembro",
    "october oct oktober octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember décembre diciembre dicembre dezembro",
)
MONTHS: dict[str, int] = {
    name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()
}
ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
